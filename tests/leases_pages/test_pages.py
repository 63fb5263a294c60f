"""Through the pages, as the leasing office and the tenant do it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Person
from cellpark.leases import public as leases
from cellpark.leases.public import Lease, LeaseState
from cellpark.premises.public import RoomUse
from cellpark.rent import public as rent
from cellpark.web.areas.leases.terms import form_of, typed
from tests.leases.park import SINCE, UNTIL, Park, lease_file, proof_of
from tests.pages.conftest import signed_in
from tests.pages.sending import form_at

pytestmark = pytest.mark.django_db


def reader(actor: Actor) -> Client:
    assert actor.person_id is not None
    with use_scope(EVERYTHING):
        return signed_in(Person.objects.get(id=actor.person_id))


def send(client: Client, address: str, **sent: Any) -> Any:
    return client.post(address, form_at(client, address) | sent)


def typed_lease(park: Park, number: str = "L-9", **more: Any) -> dict[str, Any]:
    return {
        "number": number,
        "tenant_named": park.tenant.name_en,
        "rooms": "B1/R-00\nR-01 2027-02-01",
        "since": str(SINCE),
        "until": str(UNTIL),
        "notice_days": "60",
        "every_months": "3",
        "months": "lease",
        "in_advance": "on",
        "due_days": "-10",
        "term-0-kind": "rent",
        "term-0-basis": "area_month",
        "term-0-rate": "90",
        "term-0-tax": "9",
        "term-0-free": "2026-12-01 2027-02-01",
        "term-0-grow_by": "3",
        "term-1-kind": "deposit",
        "term-1-basis": "once",
        "term-1-rate": "50000",
        **more,
    }


def only() -> Lease:
    with use_scope(EVERYTHING):
        found: Lease = Lease.objects.get()
        return found


def test_a_lease_is_typed_in_rows_looked_at_bill_by_bill_and_kept(park: Park) -> None:
    staff, address = reader(park.staff), reverse("lease_draft")
    preview = send(staff, address, **typed_lease(park), preview="1")
    assert preview.status_code == 200
    # 200 m2 x 90 CNY/m2/month, one month of three is paid after two free ones
    assert (
        "200 m\N{SUPERSCRIPT TWO} \N{MULTIPLICATION SIGN} 90 CNY/m\N{SUPERSCRIPT TWO} a month"
        in preview.content.decode()
    )
    with use_scope(EVERYTHING):
        assert not Lease.objects.exists()
    sent = typed_lease(park) | {"term-1-tax": "", "term-1-on_top": ""}
    answer = send(staff, address, **sent)
    lease = only()
    assert answer.status_code == 303, answer.content.decode()
    with use_scope(EVERYTHING):
        said = leases.rent_lease(lease)
    assert [(each.key, each.area_m2) for each in said.terms] == [("rent-1", Decimal(200)), ("deposit-2", None)]
    page = staff.get(answer["Location"]).content.decode()
    assert "A park manager who did not draft it" in page
    address = reverse("lease_redraft", args=[lease.id])
    again = form_at(staff, address)
    assert (again["term-0-rate"], again["term-0-grow_by"], again["term-0-tax"]) == ("90", "3", "9")
    assert "B1/R-00\nB1/R-01 2027-02-01</textarea>" in staff.get(address).content.decode()


def test_it_is_approved_and_signed_by_both_sides_through_the_ceremony(park: Park) -> None:
    drafted = park.draft()
    manager, administrator = reader(park.manager), reader(park.administrator)
    assert administrator.get(reverse("lease", args=[drafted.id])).status_code == 404
    assert send(manager, reverse("lease_approve", args=[drafted.id])).status_code == 303
    for client, actor in ((manager, park.manager), (administrator, park.administrator)):
        begun = send(client, reverse("lease_sign_begin", args=[drafted.id]), why="agreed")
        shown = client.get(begun["Location"]).content.decode()
        assert "9000 CNY a month" in shown
        assert "R-00" in shown
        with proof_of(actor) as proof:
            sent = {"password": proof.password, "code": proof.code}
            done = client.post(begun["Location"], sent)
        assert done.status_code == 302, done.content.decode()
    assert only().state == LeaseState.SIGNED
    page = administrator.get(reverse("lease", args=[drafted.id])).content.decode()
    assert "It starts by itself" in page
    assert administrator.get(reverse("leases")).content.decode().count("L-1") > 0
    assert reader(park.stranger).get(reverse("lease", args=[drafted.id])).status_code == 404


def test_a_contract_of_before_is_taken_over_on_its_page_and_says_where_it_lies(park: Park) -> None:
    drafted = park.draft()
    manager, address = reader(park.manager), reverse("lease_take_over", args=[drafted.id])
    refused = send(manager, address, paper="Archive 7", signed_on="2999-01-01")
    assert refused.status_code == 422
    assert "is still to come" in refused.content.decode()
    assert (
        send(manager, address, paper="Archive 7", signed_on="2026-11-01", billed_from="2027-01-01").status_code == 303
    )
    assert (only().state, only().billed_from) == (LeaseState.SIGNED, date(2027, 1, 1))
    assert "Archive 7" in reader(park.administrator).get(reverse("lease", args=[drafted.id])).content.decode()
    assert reader(park.staff).get(address).status_code == 403


def test_a_room_that_is_let_is_refused_with_the_days_and_without_the_tenant(park: Park) -> None:
    park.approved()
    staff = reader(park.staff)
    answer = send(staff, reverse("lease_draft"), **typed_lease(park, tenant_named=park.other.name_en))
    assert answer.status_code == 422
    told = answer.content.decode()
    assert f"Room R-00 is let from {SINCE} up to {UNTIL} (lease L-1)." in told


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_opens_for_the_office(park: Park, language: str) -> None:
    signed = park.signed()
    park.do(leases.set_asking_rent, park.staff, use=RoomUse.LABORATORY, rate=Decimal("70.00"), since=date(2026, 1, 1))
    held = {"number": "H-1", "rooms": [park.wanted(2)], "until": date(2026, 12, 10), "for_whom": "Somebody"}
    hold = park.do(leases.hold_room, park.staff, **held)
    staff = reader(park.staff)
    staff.cookies["django_language"] = language
    for name in ("leases", "lease_holds", "lease_hold", "lease_roll", "lease_expiries", "lease_occupancy"):
        assert staff.get(reverse(name)).status_code == 200, name
    for name in ("lease_values", "lease_index", "lease_asking", "lease_draft"):
        assert staff.get(reverse(name)).status_code == 200, name
    for name in ("lease", "lease_bills", "lease_amend", "lease_renew", "lease_notice"):
        assert staff.get(reverse(name, args=[signed.id])).status_code == 200, name
    assert staff.get(reverse("lease_hold_release", args=[hold.id])).status_code == 200
    assert staff.get(reverse("lease_sheet", args=[signed.id])).content.startswith(b"%PDF")
    assert staff.get(reverse("lease_file", args=[signed.id])).content.decode() == lease_file("L-1")


def test_the_figures_say_what_they_are_made_of(park: Park) -> None:
    park.signed(until=date(2027, 6, 1))
    park.do(leases.set_asking_rent, park.staff, use=RoomUse.LABORATORY, rate=Decimal("70.00"), since=date(2026, 1, 1))
    with use_scope(park.staff.scope):
        november, december = leases.occupancy(park.operator.id, first=date(2026, 11, 22), months=2)
        ends = [each for each in leases.expiries(park.operator.id, first=date(2026, 11, 22), months=12) if each.leases]
        (line,) = leases.rent_roll(date(2026, 12, 15), leases.leases())
    # four rooms of 100 m2, one of them let from December on
    assert (november.share, november.loss) == (Decimal("0.00"), Decimal("28000.00"))
    assert (december.share, december.vacant_m2, december.loss) == (Decimal("25.00"), Decimal(300), Decimal("21000.00"))
    assert [(each.first, each.leases, each.area_m2) for each in ends] == [(date(2027, 5, 1), 1, Decimal(100))]
    # 9,000 a month with 9 % tax in it
    assert (line.rent, line.month, line.per_m2) == (Decimal("8256.88"), Decimal("9000.00"), Decimal("82.57"))


def test_queries_do_not_grow_with_the_rows(park: Park) -> None:
    staff = reader(park.staff)
    pages = [reverse(name) for name in ("leases", "lease_roll", "lease_expiries", "lease_occupancy")]
    park.signed("L-1", rooms=(0,))
    counted = [count(staff, page) for page in pages]
    for number in (1, 2, 3):
        text = lease_file(f"L-{number + 1}", room=f"R-0{number}")
        park.signed(f"L-{number + 1}", rooms=(number,), text=text)
    assert [count(staff, page) for page in pages] == counted


def count(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


def test_rows_and_files_say_the_same() -> None:
    said = {
        "number": "L-1",
        "since": SINCE,
        "until": UNTIL,
        "every_months": "1",
        "months": "calendar",
        "in_advance": False,
        "due_days": 10,
        "late_per_day": Decimal("0.05"),
        "late_grace": 5,
    }
    rows = [
        {"kind": "rent", "basis": "month", "rate": Decimal(9000), "steps": "2027-12-01 9500", "calendar": True},
        {
            "kind": "service",
            "basis": "area_day",
            "rate": Decimal("0.5"),
            "area": Decimal("10.5"),
            "index_name": "CPI",
            "index_share": Decimal(80),
            "tax": Decimal(6),
            "on_top": True,
            "even": True,
        },
    ]
    form = form_of(said, rows, {})
    rent.lease_of_form(form)
    known = typed(form)
    assert known is not None
    assert form_of(cleaned(known[0]), [cleaned(each) for each in known[1]], {}) == form


def cleaned(row: dict[str, Any]) -> dict[str, Any]:
    numbers = {"rate", "area", "grow_by", "index_base", "index_share", "tax", "late_per_day", "late_cap"}
    return {name: Decimal(value) if name in numbers and value else value for name, value in row.items()}


def test_a_draft_that_was_said_anew_meanwhile_is_read_again_before_it_is_approved(park: Park) -> None:
    """Two people: what the second one agrees to is what they read, however late they click."""
    drafted = park.draft()
    manager = reader(park.manager)
    shown = manager.get(reverse("lease", args=[drafted.id])).content.decode()
    way = f"{reverse('lease_approve', args=[drafted.id])}?seen={drafted.version}"
    assert way in shown
    again = {"text": lease_file("L-1", rate="1"), "rooms": [park.wanted(0)]}
    park.do(leases.redraft_lease, park.staff, lease_id=drafted.id, **again)
    for _click in range(2):
        answer = send(manager, way)
        assert answer.status_code == 422
        assert "This record moved on" in answer.content.decode()
    assert only().state == LeaseState.DRAFT
    assert send(manager, f"{reverse('lease_approve', args=[drafted.id])}?seen={only().version}").status_code == 303


def test_a_slip_in_an_index_stops_the_bills_of_a_lease_and_hides_nothing(park: Park) -> None:
    """Base 1, and 999,999,999 is typed for 1.03: the lease, the roll and the runs say so; the others are computed."""
    indexed = lease_file("L-1").replace("tax: '0.09'", "tax: '0.09', index: {name: CPI, base: '1', every_months: 6}")
    row = park.signed(text=indexed)
    park.signed("L-2", rooms=(1,), text=lease_file("L-2", room="R-01"))

    def publish(figure: str, reason: str = "") -> None:
        park.do(
            leases.record_index,
            park.manager,
            name="CPI",
            month="2027-06",
            figure=figure,
            published_on=date(2026, 11, 20),
            source="statistics office",
            reason=reason,
        )

    office = reader(park.staff)
    roll, bills = f"{reverse('lease_roll')}?day=2027-07-01", reverse("lease_bills", args=[row.id])
    publish("999999999")
    for address in (roll, reverse("lease", args=[row.id]), bills):
        answer = office.get(address)
        assert answer.status_code == 200, address
        assert "A rate that follows an index goes beyond" in answer.content.decode(), address
    listed = office.get(roll).content.decode()
    assert ("L-1" in listed, "9,000.00" in listed) == (True, True)
    assert office.get(reverse("lease_sheet", args=[row.id])).content.startswith(b"%PDF-")
    assert reader(park.administrator).get(reverse("lease", args=[row.id])).status_code == 200
    publish("1.03", reason="typed wrongly")
    assert "goes beyond" not in office.get(roll).content.decode()
    assert "cannot be billed" not in office.get(bills).content.decode()
