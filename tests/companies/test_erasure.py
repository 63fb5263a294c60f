"""Who speaks for a company can be erased for good (T20; PIPL Art. 47)."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.companies import public as companies
from cellpark.companies.public import Application, Company, Contact, NeedKind, Wish
from cellpark.identity.public import OrganisationKind, Person, Role
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.actions.seal import seal_all
from cellpark.ledger.public import Event, events_of, verify
from tests.companies.park import Park, applied, filled, load_rules, make_park
from tests.companies.test_application import answered, sent_to
from tests.pages.conftest import signed_in
from tests.pages.sending import form_at
from tests.people import acting, organisation, person

SAID = (b"Example Contact", b"contact@example.org", b"1234 5678")


def only_contact() -> Contact:
    with use_scope(EVERYTHING):
        found: Contact = Contact.objects.get()
        return found


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [each.code for each in refused.value.problems]


@pytest.mark.durable
def test_after_the_erasure_nobody_reads_the_contact_and_the_ledger_holds(durable: str) -> None:
    with use_scope(EVERYTHING):
        park = make_park()
        load_rules(park)
        row = applied(park)
        contact = companies.contacts_of(row.id)[0]
        assert contact.said == {"name": "Example Contact", "email": "contact@example.org", "phone": "+86 21 1234 5678"}
        asked = companies.ask_contact_erasure(actor=park.officer, contact_id=contact.id, reason="asked by telephone")
        assert companies.contacts_of(row.id)[0].said is not None  # one alone erases nothing
        companies.confirm_contact_erasure(actor=park.second, contact_id=contact.id, request_id=asked.id)
        assert companies.contacts_of(row.id)[0].erased
        written = b"".join(bytes(each) for each in Event.objects.values_list("payload", flat=True))
        assert not [part for part in SAID if part in written]
        told = [each.type for each in events_of(companies.desk_of(row.id))]
        assert told[-2:] == ["companies.contact.erasure_asked", "companies.contact.erased"]
        seal_all(wait_s=60)
        assert verify().is_sound


WRITTEN = {
    "business": "Zhang San cuts genomes",
    "pipeline": "a vector of Zhang San",
    "staff": "Zhang San and two more",
    "upload": companies.Upload("zhang-san.pdf", b"%PDF-1.7 plan of Zhang San"),
}


def everywhere() -> bytes:
    """Every row of the companies' tables and of the ledger as the database holds it."""
    found = []
    with connection.cursor() as cursor:
        for table in ("companies_application", "companies_contact", "companies_company", "ledger_event"):
            cursor.execute(f"SELECT t::text FROM {table} t")
            found += [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT file FROM companies_application")
        found += [bytes(row[0]).decode("latin-1") for row in cursor.fetchall() if row[0] is not None]
    written = b"".join(bytes(each) for each in Event.objects.values_list("payload", flat=True))
    return "".join(found).encode() + written


@pytest.mark.django_db
def test_T20_what_an_applicant_wrote_and_sent_is_erased_with_them(park: Park) -> None:
    """T20: the free texts, the file and its name lie under the key of the contact, and nowhere else."""
    with use_scope(EVERYTHING):
        made = companies.apply(house=park.house.id, filled=filled(**WRITTEN))
        assert b"hang San" not in everywhere()
        assert b"zhang-san" not in everywhere()
        sent = companies.application(made.id)
        assert dict(sent.said) == {name: WRITTEN[name] for name in ("business", "pipeline", "staff")} | {
            "file_name": "zhang-san.pdf"
        }
        assert companies.attached(made.id) == companies.Attached("zhang-san.pdf", b"%PDF-1.7 plan of Zhang San")
        officer = signed_in(Person.objects.get(id=park.officer.person_id))
        page, file = (reverse(name, args=[made.id]) for name in ("company_application", "company_application_file"))
        assert "Zhang San cuts genomes" in officer.get(page).content.decode()
        assert officer.get(file).content == b"%PDF-1.7 plan of Zhang San"
        asked = companies.ask_contact_erasure(actor=park.officer, contact_id=made.contact_id, reason="asked")
        assert not companies.application(made.id).erased
        companies.confirm_contact_erasure(actor=park.second, contact_id=made.contact_id, request_id=asked.id)
        assert (companies.application(made.id).said, companies.attached(made.id)) == ({}, None)
        shown = officer.get(page).content.decode()
        assert "Zhang" not in shown
        assert "nobody can read what was written" in shown
        assert officer.get(file).status_code == 404


def needs_as_stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM companies_need t")
        return "".join(row[0] for row in cursor.fetchall())


@pytest.mark.django_db
def test_T20_what_an_applicant_looks_for_is_in_no_entry_and_erased_with_them(park: Park) -> None:
    """T20: the need goes on, with its node and its days; its words lie with the application, and go with it."""
    wish = Wish(kind=NeedKind.SERVICE, node="M41", text="Zhang San looks for vectors")
    with use_scope(EVERYTHING):
        made = companies.apply(house=park.house.id, filled=filled(wishes=[wish]))
        [need] = companies.needs_of(made.company_id)
        assert (need.text, need.recorded) == (wish.text, "")
        assert companies.sealed_needs([need.id]) == {need.id: wish.text}
        assert b"hang San" not in everywhere()
        assert companies.application(made.id).said["need 1"] == wish.text
        asked = companies.ask_contact_erasure(actor=park.officer, contact_id=made.contact_id, reason="asked")
        assert "Zhang San" in needs_as_stored()
        companies.confirm_contact_erasure(actor=park.second, contact_id=made.contact_id, request_id=asked.id)
        assert "Zhang San" not in needs_as_stored()
        [need] = companies.needs_of(made.company_id)
        assert (need.text, need.node, need.state) == ("", "M41", "open")


@pytest.mark.django_db
def test_T20_the_erasure_of_one_applicant_leaves_the_other_application(park: Park) -> None:
    """T20: each application has a key of its own."""
    with use_scope(EVERYTHING):
        one, _two = (companies.apply(house=park.house.id, filled=filled(business=each)) for each in ("one", "two"))
        asked = companies.ask_contact_erasure(actor=park.officer, contact_id=one.contact_id, reason="asked")
        companies.confirm_contact_erasure(actor=park.second, contact_id=one.contact_id, request_id=asked.id)
        told = [(each.erased, each.said.get("business")) for each in companies.applications_of(one.company_id)]
        assert told == [(False, "two"), (True, None)]


@pytest.mark.django_db
def test_the_reason_does_not_name_what_it_erases(park: Park) -> None:
    with use_scope(EVERYTHING):
        applied(park)
        for reason in ("example  CONTACT wrote", "mail of contact@example.org", "+86 2112345678 called"):
            with pytest.raises(Refused) as refused:
                companies.ask_contact_erasure(actor=park.officer, contact_id=only_contact().id, reason=reason)
            assert codes(refused) == ["companies.contact.named"]
        with pytest.raises(Refused) as refused:
            companies.ask_contact_erasure(actor=park.officer, contact_id=only_contact().id, reason=" ")
        assert codes(refused) == ["base.required"]


@pytest.mark.django_db
def test_one_person_alone_does_not_erase_nor_ask_twice(park: Park) -> None:
    with use_scope(EVERYTHING):
        applied(park)
        contact = only_contact().id
        asked = companies.ask_contact_erasure(actor=park.officer, contact_id=contact, reason="asked")
        with pytest.raises(Refused) as refused:
            companies.confirm_contact_erasure(actor=park.officer, contact_id=contact, request_id=asked.id)
        assert codes(refused) == ["ledger.erasure.same_person"]
        with pytest.raises(Refused) as refused:
            companies.ask_contact_erasure(actor=park.second, contact_id=contact, reason="asked")
        assert codes(refused) == ["companies.contact.waits"]


@pytest.mark.django_db
def test_only_the_house_that_holds_a_contact_erases_it(park: Park) -> None:
    other = organisation("Other operator", OrganisationKind.OPERATOR)
    stranger = acting(person("stranger@example.org", Role.PARK_STAFF, within=other))
    member = acting(person("member@example.org", Role.MEMBER, within=park.house))
    with use_scope(EVERYTHING):
        applied(park)
        with pytest.raises(Refused) as refused:
            companies.ask_contact_erasure(actor=stranger, contact_id=only_contact().id, reason="asked")
        assert codes(refused) == ["companies.house"]
        with pytest.raises(NotAllowed):
            companies.ask_contact_erasure(actor=member, contact_id=only_contact().id, reason="asked")
    with use_scope(stranger.scope), pytest.raises(Contact.DoesNotExist):
        companies.ask_contact_erasure(actor=stranger, contact_id=only_contact().id, reason="asked")


@pytest.mark.django_db
def test_a_contact_of_a_merged_record_is_erased_too(park: Park) -> None:
    with use_scope(EVERYTHING):
        row = applied(park)
        into = companies.apply(house=park.house.id, filled=filled(name="Example Other", code="")).company
        companies.merge_companies(actor=park.manager, company_id=into.id, into_id=row.id, reason="one company")
        assert len(companies.contacts_of(row.id)) == 2
        for each in companies.contacts_of(row.id):
            asked = companies.ask_contact_erasure(actor=park.officer, contact_id=each.id, reason="asked")
            companies.confirm_contact_erasure(actor=park.second, contact_id=each.id, request_id=asked.id)
        assert all(each.erased for each in companies.contacts_of(row.id))


@pytest.mark.django_db
def test_whoever_applied_asks_by_their_own_link_and_the_park_confirms(park: Park, clock: FixedClock) -> None:
    client = Client()
    shown = client.get(sent_to(client, answered(client, clock))["Location"]).content.decode()
    found = re.search(r'href="http://testserver(/apply/own/[^"]+)"', shown)
    assert found is not None
    address = found[1]
    page = client.get(address)
    assert "no-store" in page["Cache-Control"]
    assert not [part for part in SAID if part in page.content]  # who finds the link learns nothing of the contact
    assert client.post(address, form_at(client, address)).status_code == 303
    assert "confirms it within 30 days" in client.get(address).content.decode()
    with use_scope(EVERYTHING):
        officer = signed_in(Person.objects.get(id=park.officer.person_id))
        company: Company = Company.objects.get()
    waiting = officer.get(reverse("home")).content.decode()
    confirm = reverse("company_contact_erase", args=[only_contact().id])
    assert confirm in waiting
    assert "by the link of the application" in officer.get(confirm).content.decode()
    assert officer.post(confirm, form_at(officer, confirm)).status_code == 303
    assert "Backups hold the key until they expire" in client.get(address).content.decode()
    assert b"erased since" in officer.get(reverse("company", args=[company.id])).content
    with use_scope(EVERYTHING):
        reference = Application.objects.get().reference
        told = list(events_of(f"subject/{only_contact().id}"))
        assert [each.actor for each in told] == [f"system/link/{only_contact().id}", f"person/{park.officer.person_id}"]
        with pytest.raises(Refused) as refused:
            companies.ask_own_erasure(house=park.house.id, reference=reference)
    assert codes(refused) == ["ledger.erasure.no_key"]


@pytest.mark.django_db
def test_a_made_up_link_of_an_applicant_is_not_there(park: Park, clock: FixedClock) -> None:
    client = Client()
    sent = sent_to(client, answered(client, clock))["Location"]
    token = sent.rsplit("/", 1)[1]
    # the receipt's token opens the receipt and nothing else
    for each in ("A-FORGED", token):
        assert client.get(reverse("apply_own", args=[each])).status_code == 404


@pytest.mark.django_db
def test_whoever_asked_sees_that_somebody_else_confirms(park: Park) -> None:
    with use_scope(EVERYTHING):
        applied(park)
        officer = signed_in(Person.objects.get(id=park.officer.person_id))
    address = reverse("company_contact_erase", args=[only_contact().id])
    answer = officer.post(address, form_at(officer, address) | {"reason": "asked by telephone"})
    assert answer.status_code == 303
    shown = officer.get(address).content.decode()
    assert "waits for a second person" in shown
    assert "disabled" in shown
