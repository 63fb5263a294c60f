"""Companies through the pages, as the park office and a tenant see them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.companies import public as companies
from cellpark.companies.public import Company, CompanyState, NeedKind, NeedState, Wish
from cellpark.identity.public import Organisation, OrganisationKind, Person, Role
from cellpark.kernel.problem import Refused
from cellpark.leases.public import Lease
from tests.companies.park import CODE, SCORES, Park, applied, filled, lead, lease_of, milestone, resident, signed
from tests.pages.conftest import signed_in
from tests.pages.sending import form_at
from tests.people import acting, organisation, person

pytestmark = pytest.mark.django_db
DAY = "2026-12-01"
STEP = {"step": "call", "day": DAY}


def reader(actor: Actor) -> Client:
    with use_scope(EVERYTHING):
        return signed_in(Person.objects.get(id=actor.person_id))


def send(client: Client, name: str, *identity: Any, **sent: Any) -> Any:
    address = reverse(name, args=identity)
    answer = client.post(address, form_at(client, address) | sent)
    assert answer.status_code == 303, answer.content.decode()
    return answer


def only() -> Company:
    with use_scope(EVERYTHING):
        found: Company = companies.companies().get()
        return found


def test_a_company_goes_from_lead_to_graduation_by_pages(park: Park) -> None:
    manager, officer, second = (reader(each) for each in (park.manager, park.officer, park.second))
    send(officer, "company_lead", name_en="Example Vectors", code=CODE, node="M32", **STEP)
    row = only()
    send(officer, "company_visit", row.id, visited="2026-11-20", remark="saw the suites", **STEP)
    with use_scope(EVERYTHING):
        applied(park)
    people = [str(each.person_id) for each in (park.officer, park.second)]
    send(manager, "company_reviewers", row.id, reviewer=people)
    with use_scope(EVERYTHING):
        asked = companies.reviews_of(row.id)
    scores = {f"score_{key}": str(value) for key, value in SCORES.items()}
    for client, review in zip((officer, second), asked, strict=True):
        send(client, "company_review", review.id, no_conflict="on", remark="sound", **scores)
    send(manager, "company_accept", row.id, reason="fits", **STEP)
    with use_scope(EVERYTHING):
        companies.make_offer(
            actor=park.officer,
            company_id=row.id,
            rooms=[companies.OfferedRoom(row.id, "E-0301", 180)],  # type: ignore[arg-type]
            terms="three years",
            valid_until=companies.today(),
        )
    send(manager, "company_admit", row.id)
    with use_scope(EVERYTHING):
        lease = lease_of(park, only().tenant_id)
    send(officer, "company_sign", row.id, lease=str(lease.id), **STEP)
    send(
        officer,
        "company_milestone",
        row.id,
        kind="registered_on",
        value="2025-01-01",
        day="2026-11-01",
        evidence="licence",
    )
    send(officer, "company_move_in", row.id, moved="2026-11-22", stage="nursery", evidence="", **STEP)
    send(manager, "company_stage", row.id, stage="incubation", day="2026-11-22", evidence="minutes")
    assert only().stage == "incubation"
    shown = officer.get(reverse("company", args=[row.id])).content.decode()
    assert "Incubation" in shown
    assert "E-0301" in shown
    assert "contact@example.org" in shown
    send(manager, "company_graduate", row.id, day="2026-11-22", reason="own plant")
    assert only().state == CompanyState.GRADUATED


def test_the_board_shows_what_falls_asleep(park: Park) -> None:
    with use_scope(EVERYTHING):
        row = lead(park)
        Company.objects.filter(id=row.id).update(next_step_on="2026-11-01")
    shown = reader(park.officer).get(reverse("company_board")).content.decode()
    assert "Falling asleep" in shown
    assert "overdue" in shown
    home = reader(park.officer).get(reverse("home")).content.decode()
    assert row.name in home


PAGES = ("companies", "company_board", "company_funnel", "company_needs", "company_counts", "company_rules")


@contextmanager
def counting() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(connection) as context:
        yield context


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_the_same_queries_for_3_and_for_30_companies(park: Park, name: str) -> None:
    client = reader(park.officer)
    many(park, 3)
    client.get(reverse(name))
    with counting() as few:
        assert client.get(reverse(name)).status_code == 200
    many(park, 27, first=3)
    with counting() as more:
        assert client.get(reverse(name)).status_code == 200
    assert len(more) == len(few)


def many(park: Park, count: int, first: int = 0) -> None:
    with use_scope(EVERYTHING):
        for each in range(first, first + count):
            row = lead(park, name=f"Number {each:03d}", code="")
            companies.state_need(actor=park.officer, company_id=row.id, wish=Wish(kind=NeedKind.SERVICE, text="tests"))
            milestone(park, row, "staff", "12")
            Company.objects.filter(id=row.id).update(state=CompanyState.SIGNED)


def test_a_need_is_met_or_stays_unmet(park: Park) -> None:
    officer = reader(park.officer)
    with use_scope(EVERYTHING):
        row = lead(park)
    send(officer, "company_need", row.id, kind="service", text="release tests", node="M41")
    send(officer, "company_need", row.id, kind="room", text="suite", area_least="200", grade="C")
    with use_scope(EVERYTHING):
        one, two = companies.needs_of(row.id)
    assert (one.node, two.wanted) == ("M41", {"area_least": "200", "grade": "C"})
    send(officer, "company_need_met", one.id, met_by="Example Testing Platform")
    send(officer, "company_need_give_up", two.id, reason="no suite of this grade")
    with use_scope(EVERYTHING):
        states = {each.text: (each.state, each.met_by) for each in companies.needs_of(row.id)}
    assert states == {
        "release tests": (NeedState.MET, "Example Testing Platform"),
        "suite": (NeedState.UNMET, ""),
    }


def test_the_glide_path_names_the_datum_and_takes_it_there(park: Park) -> None:
    officer = reader(park.officer)
    with use_scope(EVERYTHING):
        row = resident(park)
    shown = officer.get(reverse("company_recognitions", args=[row.id])).content.decode()
    assert f"{reverse('company_milestone', args=[row.id])}?kind=staff" in shown
    assert "not compared with the official text yet: no advice" in shown
    form = officer.get(f"{reverse('company_milestone', args=[row.id])}?kind=staff").content.decode()
    assert '<option value="staff" selected>' in form


def test_a_tenant_sees_and_reports_itself(park: Park) -> None:
    with use_scope(EVERYTHING):
        row = resident(park)
        own: Organisation = Organisation.objects.get(id=row.tenant_id)
        speaker = acting(person("speaker@example.org", Role.ORGANISATION_ADMINISTRATOR, within=own))
    client = reader(speaker)
    shown = client.get(reverse("own_company")).content.decode()
    assert row.name in shown
    assert "contact@example.org" not in shown
    assert "visit in spring" not in shown  # the park's own next step
    send(client, "own_milestone", kind="staff", value="9", day="2026-11-20", evidence="payroll")
    send(client, "own_need", kind="people", text="QA staff")
    with use_scope(EVERYTHING):
        assert [each.text for each in companies.needs_of(row.id)] == ["QA staff"]
    assert client.get(reverse("company", args=[row.id])).status_code == 403


def menu(client: Client) -> str:
    shown: str = client.get(reverse("home")).content.decode()
    return shown


def test_a_tenant_ends_its_own_needs_and_nobody_elses(park: Park) -> None:
    with use_scope(EVERYTHING):
        row, other = resident(park), lead(park, name="Other", code="")
        own: Organisation = Organisation.objects.get(id=row.tenant_id)
        speaker = acting(person("speaker@example.org", Role.ORGANISATION_ADMINISTRATOR, within=own))
        wishes = [Wish(kind=NeedKind.PEOPLE, text=each) for each in ("QA staff", "A buyer")]
        met, left = (companies.state_need(actor=park.officer, company_id=row.id, wish=each) for each in wishes)
        alien = companies.state_need(actor=park.officer, company_id=other.id, wish=wishes[0])
    client = reader(speaker)
    assert reverse("own_need_met", args=[met.id]) in client.get(reverse("own_company")).content.decode()
    send(client, "own_need_met", met.id, met_by="Example agency")
    send(client, "own_need_give_up", left.id, reason="We found another way")
    assert client.get(reverse("own_need_met", args=[alien.id])).status_code == 404
    with use_scope(EVERYTHING):
        assert {each.text: (each.state, each.met_by) for each in companies.needs_of(row.id)} == {
            "QA staff": ("met", "Example agency"),
            "A buyer": ("unmet", ""),
        }
    shown = client.get(reverse("own_company")).content.decode()
    assert reverse("own_need_met", args=[met.id]) not in shown


def test_staff_say_afterwards_where_a_need_stands(park: Park) -> None:
    with use_scope(EVERYTHING):
        row = lead(park)
        wish = Wish(kind=NeedKind.SERVICE, text="Something with vectors")
        need = companies.state_need(actor=park.officer, company_id=row.id, wish=wish)
    officer = reader(park.officer)
    assert (
        reverse("company_need_place", args=[need.id]) in officer.get(reverse("company", args=[row.id])).content.decode()
    )
    send(officer, "company_need_place", need.id, node="M3")
    with use_scope(EVERYTHING):
        assert [each.node for each in companies.needs_of(row.id)] == ["M3"]
        for node, problem in (("M3", "companies.need.placed"), ("Z9z", "companies.node")):
            with pytest.raises(Refused, match=problem):
                companies.place_need(actor=park.officer, need_id=need.id, node=node)
        companies.give_up_need(actor=park.officer, need_id=need.id, reason="nobody")
        with pytest.raises(Refused, match=r"companies\.need\.over"):
            companies.place_need(actor=park.officer, need_id=need.id, node="")


def test_my_company_stands_in_the_menu_of_tenants_alone(park: Park) -> None:
    """An administrator of the park or of a hospital has no company in it."""
    with use_scope(EVERYTHING):
        own: Organisation = Organisation.objects.get(id=resident(park).tenant_id)
        kinds = [organisation(each.value, each) for each in (OrganisationKind.OPERATOR, OrganisationKind.HOSPITAL)]
        people = [
            acting(person(f"{each.kind}@a.test", Role.ORGANISATION_ADMINISTRATOR, within=each))
            for each in (own, *kinds)
        ]
    address = f'href="{reverse("own_company")}"'
    assert [address in menu(reader(each)) for each in people] == [True, False, False]


def test_a_review_is_the_reviewers_alone_and_shows_nobody_elses(park: Park) -> None:
    with use_scope(EVERYTHING):
        row = applied(park)
        people = [each.person_id for each in (park.officer, park.second) if each.person_id]
        companies.ask_review(actor=park.manager, company_id=row.id, reviewers=people)
        one, other = companies.reviews_of(row.id)
    assert reader(park.second).get(reverse("company_review", args=[one.id])).status_code == 404
    send(reader(park.second), "company_back", other.id)
    with use_scope(EVERYTHING):
        assert companies.review(other.id).state == "conflict"


def test_rules_are_loaded_from_a_file_and_refused_with_their_place(park: Park) -> None:
    manager = reader(park.manager)
    address = reverse("company_rules_load")
    wrong = SimpleUploadedFile("x.yaml", b"format: cellpark.admission/1\n")
    answer = manager.post(address, form_at(manager, address) | {"file": wrong})
    assert answer.status_code == 422
    assert "no text of rules" in answer.content.decode()


def test_a_passport_is_downloaded(park: Park, everything: object) -> None:
    row = signed(park)
    client = reader(park.manager)
    assert Lease.objects.filter(tenant_id=row.tenant_id).exists()
    answer = client.get(reverse("company_passport", args=[row.id]))
    assert answer.status_code == 200


def test_pages_speak_chinese(park: Park) -> None:
    with use_scope(EVERYTHING):
        row = resident(park)
    client = reader(park.officer)
    client.cookies["cellpark_language"] = "zh-hans"
    shown = client.get(reverse("company", args=[row.id])).content.decode()
    assert "\u82d7\u5703" in shown


def test_the_page_of_a_company_names_what_may_be_the_same_and_who_does_nothing(park: Park) -> None:
    with use_scope(EVERYTHING):
        known = lead(park)
        row = companies.apply(house=park.house.id, filled=filled(code="")).company
    assert row.id != known.id  # a name alone proves nothing
    shown = reader(park.manager).get(reverse("company", args=[row.id])).content.decode()
    assert reverse("company", args=[known.id]) in shown
    assert reverse("company_merge", args=[row.id]) in shown
    assert "nobody looks after it" in shown
    assert "may be a company that is known" not in reader(park.officer).get(reverse("companies")).content.decode()
    with use_scope(EVERYTHING):
        companies.merge_companies(actor=park.manager, company_id=row.id, into_id=known.id, reason="one company")
    after = reader(park.manager).get(reverse("company", args=[known.id])).content.decode()
    assert "may be a company that is known" not in after
