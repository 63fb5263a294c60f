"""The public form (T20: who applies lies sealed)."""

import hashlib
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.companies import public as companies
from cellpark.companies.public import Application, Company, CompanyState, Details, NeedKind
from cellpark.identity.public import OrganisationKind, Person, Role
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import Event
from cellpark.premises.public import Building
from cellpark.space.public import Park as Published
from cellpark.space.public import load_park
from cellpark.web.areas.companies.challenge import BITS, worked
from cellpark.web.areas.companies.desks import desks
from cellpark.web.areas.companies.waiting import tasks
from tests.companies.park import CODE, HOUSE, SOON, Park, applied, filled, lead, signed
from tests.pages.conftest import signed_in
from tests.pages.sending import form_at
from tests.people import acting, organisation, person

pytestmark = pytest.mark.django_db
ADDRESS = "apply"
SMALL_PARK = Path(__file__).parents[1] / "space" / "small-park.yaml"
PDF = b"%PDF-1.7\n%made by a test\n"
SUM = re.compile(r"How much is (\d+) plus (\d+)\?")
NONCE = re.compile(r'data-nonce="([0-9a-f]+)"')
FILLED = {
    "name_en": "Example Vectors",
    "code": CODE,
    "business": "viral vectors",
    "area_least": "250",
    "grade": "C",
    "service": "release tests",
    "contact_name": "Example Contact",
    "contact_email": "contact@example.org",
    "contact_phone": "+86 21 1234 5678",
    "consent": "on",
}


def fresh(client: Client, clock: FixedClock) -> tuple[dict[str, str], str]:
    """A form that was read for a while, and its page."""
    address = reverse(ADDRESS)
    shown = client.get(address).content.decode()
    sent = form_at(client, address)
    sent["challenge"] = re.findall(r'name="challenge" value="([^"]+)"', shown)[0]
    clock.advance(timedelta(seconds=10))
    return sent, shown


def answered(client: Client, clock: FixedClock) -> dict[str, str]:
    sent, shown = fresh(client, clock)
    found = SUM.search(shown)
    assert found is not None
    return sent | FILLED | {"answer": str(int(found[1]) + int(found[2]))}


def sent_to(client: Client, sent: dict[str, Any]) -> Any:
    return client.post(reverse(ADDRESS), sent)


def applications() -> list[Application]:
    with use_scope(EVERYTHING):
        return list(Application.objects.select_related("company"))


def test_an_application_arrives_without_an_account_and_gets_a_number(park: Park, clock: FixedClock) -> None:
    client = Client()
    upload = SimpleUploadedFile("plan.pdf", PDF)
    answer = sent_to(client, answered(client, clock) | {"file": upload})
    assert answer.status_code == 303, answer.content.decode()
    made = applications()[0]
    shown = client.get(answer["Location"]).content.decode()
    assert made.reference in shown
    assert made.company.state == CompanyState.APPLIED
    with use_scope(EVERYTHING):
        assert companies.attached(made.id) == companies.Attached("plan.pdf", PDF)
        needs = {each.kind: (each.text, each.wanted) for each in companies.needs_of(made.company_id)}
    assert needs[NeedKind.SERVICE] == ("release tests", {})
    assert needs[NeedKind.ROOM][1] == {"area_least": "250", "grade": "C"}


def test_who_applied_is_nowhere_in_the_ledger_and_opens_with_its_key(park: Park, clock: FixedClock) -> None:
    """T20."""
    client = Client()
    assert sent_to(client, answered(client, clock)).status_code == 303
    with use_scope(EVERYTHING):
        written = b"".join(bytes(each) for each in Event.objects.values_list("payload", flat=True))
        for part in (b"Example Contact", b"contact@example.org", b"1234 5678"):
            assert part not in written
        assert companies.contacts_of(applications()[0].company_id)[0].said["email"] == "contact@example.org"


def test_the_browser_does_the_work_or_the_reader_the_sum(park: Park, clock: FixedClock) -> None:
    client = Client()
    sent, shown = fresh(client, clock)
    found = NONCE.search(shown)
    assert found is not None
    work = next(str(each) for each in range(10**7) if worked(found[1], str(each)))
    digest = hashlib.sha256(f"{found[1]}:{work}".encode()).digest()
    assert int.from_bytes(digest, "big") < 2 ** (256 - BITS)
    assert sent_to(client, sent | FILLED | {"work": work}).status_code == 303
    sent, _shown = fresh(client, clock)
    wrong = sent_to(client, sent | FILLED | {"answer": "99"})
    assert wrong.status_code == 422
    assert "not right" in wrong.content.decode()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"website": "http://spam.example.org"}, "A field that stays empty"),
        ({"consent": ""}, "The consent is missing"),
        ({"contact_email": "nobody"}, "address that mail can reach"),
        ({"code": "91350100M000100Y44"}, "does not agree with the others"),
        ({"challenge": "made-up"}, "open for too long"),
        ({"file": SimpleUploadedFile("plan.exe", b"MZ")}, "Files of this kind"),
        ({"file": SimpleUploadedFile("plan.pdf", b"MZ not a pdf")}, "not what its name says"),
        ({"file": SimpleUploadedFile("plan.pdf", PDF + bytes(3_000_001))}, "more than 3 MB"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    park: Park, clock: FixedClock, changed: dict[str, Any], told: str
) -> None:
    client = Client()
    answer = sent_to(client, answered(client, clock) | changed)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "viral vectors" in answer.content.decode()  # what was typed is still there
    assert applications() == []


def test_a_form_is_not_sent_at_once_nor_twice(park: Park, clock: FixedClock) -> None:
    client = Client()
    sent = answered(client, clock)
    clock.advance(timedelta(seconds=-9))
    assert "faster than it can be read" in sent_to(client, sent).content.decode()
    clock.advance(timedelta(seconds=9))
    assert sent_to(client, sent).status_code == 303
    assert sent_to(client, sent).status_code == 303  # a double click is the same sending
    again = form_at(client, reverse(ADDRESS))
    other = sent | {"idempotency_key": again["idempotency_key"]}
    assert "was sent before" in sent_to(client, other).content.decode()
    assert len(applications()) == 1


def test_floods_are_stopped(park: Park, clock: FixedClock) -> None:
    client = Client()
    statuses = [sent_to(client, {"business": "x"}).status_code for _each in range(10)]
    assert statuses == [422] * 8 + [429] * 2


def test_a_stranger_changes_nothing_in_the_record_of_a_resident(park: Park, clock: FixedClock) -> None:
    with use_scope(EVERYTHING):
        row = signed(park)
    client = Client()
    assert sent_to(client, answered(client, clock)).status_code == 303
    with use_scope(EVERYTHING):
        assert companies.company(row.id).state == CompanyState.SIGNED
        assert not companies.needs_of(row.id).exists()
        assert len(companies.applications_of(row.id)) == 2


def test_a_lead_that_applies_goes_on_as_itself(park: Park, clock: FixedClock) -> None:
    with use_scope(EVERYTHING):
        row = lead(park)
        applied(park)
        assert Company.objects.count() == 1
        row.refresh_from_db()
    assert (row.state, row.owner_person, row.next_step) == (
        CompanyState.APPLIED,
        park.officer.person_id,
        companies.ANSWER_STEP,
    )


def test_a_made_up_answer_page_is_not_there(park: Park) -> None:
    assert Client().get(reverse("apply_sent", args=["A-FORGED"])).status_code == 404


def test_an_application_goes_to_the_operator_of_the_park_that_was_chosen(park: Park, clock: FixedClock) -> None:
    """Issue 5 section 5: several parks, of several operators."""
    other = organisation("Other operator", OrganisationKind.OPERATOR)
    with use_scope(EVERYTHING):
        load_park(actor=HOUSE, content=SMALL_PARK.read_bytes(), file=SMALL_PARK.name)
        small = Published.objects.get(key="small")
        shape = {"lowest_floor": 1, "highest_floor": 2, "width_dm": 100, "depth_dm": 100}
        Building(organisation=other, park=small, name_en="Hall", code="H", **shape).save(force_insert=True)
    client = Client()
    shown = client.get(reverse("visit-park", args=["small"])).content.decode()
    assert f"{reverse(ADDRESS)}?park=small" in shown
    form = form_at(client, f"{reverse(ADDRESS)}?park=small")
    assert form["desk"] == f"{other.id.hex}.small"  # the park's own page settles it
    sent = answered(client, clock)
    assert sent["desk"] == ""  # without it somebody chooses
    for wrong in ("", f"{park.house.id.hex}.small"):
        refused = sent_to(client, sent | {"desk": wrong})
        assert refused.status_code == 422
    assert applications() == []
    assert sent_to(client, answered(client, clock) | {"desk": form["desk"]}).status_code == 303
    made = applications()[0]
    assert (made.organisation_id, made.answers["park"]) == (other.id, "small")
    staff = acting(person("staff@other.example.org", Role.PARK_STAFF, within=other))
    with use_scope(EVERYTHING):
        reader = signed_in(Person.objects.get(id=staff.person_id))
        stranger = signed_in(Person.objects.get(id=park.officer.person_id))
    address = reverse("company_application", args=[made.id])
    assert small.name in reader.get(address).content.decode()
    assert stranger.get(address).status_code == 404


def test_an_operator_alone_answers_for_every_park_and_two_in_one_are_told_apart(park: Park) -> None:
    assert [(each.house, each.park) for each in desks()] == [(park.house.id, "")]
    with use_scope(EVERYTHING):
        load_park(actor=HOUSE, content=SMALL_PARK.read_bytes(), file=SMALL_PARK.name)
        small = Published.objects.get(key="small")
    assert [(each.house, each.park, each.label) for each in desks()] == [(park.house.id, "small", small.name)]
    other = organisation("Other operator", OrganisationKind.OPERATOR)
    shape = {"lowest_floor": 1, "highest_floor": 2, "width_dm": 100, "depth_dm": 100}
    with use_scope(EVERYTHING):
        for house in (park.house, other):
            Building(organisation=house, park=small, name_en="Hall", code="H", **shape).save(force_insert=True)
    assert {each.label for each in desks()} == {f"{small.name} \u00b7 {each.name}" for each in (park.house, other)}


def test_many_of_one_name_do_not_hide_the_one_whose_code_is_known(park: Park) -> None:
    """Somebody who sends the name of another company five times keeps it from nothing, and learns nothing."""
    with use_scope(EVERYTHING):
        for _sending in range(6):
            companies.apply(house=park.house.id, filled=filled(code=""))
        details = Details(name_en="Example Vectors", code=CODE)
        known = companies.register_lead(
            actor=park.officer, details=details, step="call", step_on=SOON, known_as_other=True
        )
        made = companies.apply(house=park.house.id, filled=filled())
        assert (made.company_id, made.company.state) == (known.id, CompanyState.APPLIED)


@pytest.mark.parametrize("way", ["declined", "resident"])
def test_an_application_that_changes_no_state_still_waits_for_an_answer(
    park: Park, clock: FixedClock, way: str
) -> None:
    with use_scope(EVERYTHING):
        if way == "declined":
            row = applied(park)
            companies.decline(actor=park.manager, company_id=row.id, reason="no rooms")
        else:
            row = signed(park)
        clock.advance(timedelta(days=2))
        before = [each.href for each in tasks(park.officer)]
        made = companies.apply(house=park.house.id, filled=filled(pipeline="once more"))
        assert made.company_id == row.id
        more = [each.href for each in tasks(park.officer) if each.href not in before]
        assert more == [reverse("company_application", args=[made.id])]
        clock.advance(timedelta(days=15))
        assert reverse("company_application", args=[made.id]) not in [each.href for each in tasks(park.officer)]
