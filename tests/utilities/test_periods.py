"""Closing a period charges every tenant once; a correction takes back and charges anew."""

from datetime import date
from decimal import Decimal

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.billing import public as billing
from cellpark.billing.public import Bill, Charge, ChargeState, Claim, CreditNote
from cellpark.kernel.problem import Refused
from cellpark.leases.public import Lease, LeaseState
from cellpark.ledger.public import Event
from cellpark.utilities import effects
from cellpark.utilities import public as utilities
from cellpark.utilities.public import PointRole, Share, ShareState
from tests.utilities.site import ALL, NOVEMBER, OCTOBER, SEPTEMBER, Site

pytestmark = pytest.mark.django_db


def ready(site: Site) -> utilities.Point:
    point = site.point("E-101")
    common = site.point("E-C", None, role=PointRole.COMMON)
    site.lease(0, 0, date(2026, 1, 1), date(2026, 9, 16))
    site.lease(0, 1, date(2026, 9, 16), date(2027, 9, 16))
    site.lease(1, 1, date(2026, 1, 1), date(2027, 1, 1))
    site.read(point, OCTOBER, 1000)
    site.read(common, OCTOBER, 400)
    return point


def standing(site: Site) -> list[tuple[str, str, str, Decimal]]:
    with use_scope(site.manager.scope):
        rows = Share.objects.filter(state=ShareState.STANDING).order_by("point_code", "room_code", "tenant_name")
        return [(row.point_code, row.room_code, row.tenant_name, row.net) for row in rows]


def charges(site: Site, state: ChargeState = ChargeState.PENDING) -> list[tuple[str, Decimal]]:
    with use_scope(site.manager.scope):
        return [(row.text_en, row.net) for row in Charge.objects.filter(state=state).order_by("text_en", "net")]


def test_everybody_owes_the_own_days_and_the_park_what_stands_empty(site: Site) -> None:
    ready(site)
    period = site.close(OCTOBER, since=SEPTEMBER)
    one, two = (each.name for each in site.tenants)
    assert standing(site) == [
        ("E-101", "B1 A-101", one, Decimal("425.00")),
        ("E-101", "B1 A-101", two, Decimal("425.00")),
        ("E-C", "B1 A-101", one, Decimal("42.50")),
        ("E-C", "B1 A-101", two, Decimal("42.50")),
        ("E-C", "B1 A-102", two, Decimal("85.00")),
        ("E-C", "B1 A-103", "", Decimal("85.00")),
        ("E-C", "B1 A-104", "", Decimal("85.00")),
    ]
    assert period.net == Decimal("1190.00")  # 1,400 kWh at 0.85
    assert len(charges(site)) == 5
    assert ("Electricity, meter E-101, room B1 A-101: 500 kWh", Decimal("425.00")) in charges(site)
    # closing again changes nothing; the next period begins where this one ended
    assert site.close(OCTOBER).id == period.id
    assert len(charges(site)) == 5
    with use_scope(site.readers[0].scope):
        assert sorted(row.net for row in utilities.shares()) == [Decimal("42.50"), Decimal("425.00")]


def test_what_stands_in_the_way_is_named_and_nothing_is_charged(site: Site) -> None:
    point = ready(site)
    for until, since, code in (
        (NOVEMBER, SEPTEMBER, "utilities.period.no_mark"),
        (OCTOBER, None, "base.required"),
        (SEPTEMBER, SEPTEMBER, "utilities.period.days"),
        (date(2030, 1, 1), date(2029, 12, 1), "utilities.period.future"),
    ):
        with pytest.raises(Refused) as refusal:
            site.close(until, since=since)
        assert code in {problem.code for problem in refusal.value.problems}, until
    with use_scope(site.manager.scope):
        free = utilities.register_tariff(
            actor=site.manager, code="W-1", utility=utilities.Utility.WATER, name_en="Water"
        )
    water = site.point("W-101", tariff=free)
    site.read(water, OCTOBER, 10)
    with pytest.raises(Refused, match=r"utilities\.period\.unpriced"):
        site.close(OCTOBER, since=SEPTEMBER, utility=utilities.Utility.WATER)
    assert charges(site) == []
    site.close(OCTOBER, since=SEPTEMBER)
    with pytest.raises(Refused, match=r"utilities\.period\.gap"):
        site.close(NOVEMBER, since=date(2026, 10, 5))
    with pytest.raises(Refused, match=r"utilities\.reading\.settled"):
        site.read(point, date(2026, 9, 20), 900)


def test_a_correction_reverses_and_charges_anew(site: Site) -> None:
    point = ready(site)
    site.close(OCTOBER, since=SEPTEMBER)
    with use_scope(site.manager.scope):
        [wrong] = utilities.Reading.objects.filter(meter__point=point, day=OCTOBER)
        utilities.correct_reading(
            actor=site.staff, reading_id=wrong.id, registers={ALL: Decimal(800)}, reason="misread", confirmed=True
        )
        with pytest.raises(Refused, match=r"lifecycle\.step"):
            utilities.correct_reading(
                actor=site.staff, reading_id=wrong.id, registers={ALL: Decimal(1)}, reason="again"
            )
    own = [each for each in standing(site) if each[0] == "E-101"]
    assert [each[3] for each in own] == [Decimal("340.00"), Decimal("340.00")]
    assert [net for _, net in charges(site, ChargeState.REVERSED)] == [Decimal("425.00"), Decimal("425.00")]
    assert len(charges(site)) == 5  # what is owed for common use was not touched
    with use_scope(site.manager.scope):
        assert utilities.periods().get().net == Decimal("1020.00")
        assert sorted(Share.objects.filter(point=point).values_list("revision", "state")) == [
            (0, "reversed"),
            (0, "reversed"),
            (1, "standing"),
            (1, "standing"),
        ]
    site.read(point, NOVEMBER, 1100)


def test_a_reading_before_the_first_period_corrects_its_use(site: Site) -> None:
    """Read on 10 September and 1 November, settled from 1 October on: 500 in 52 days, then 300 in 52 days."""
    point = site.point("E-101")
    site.lease(0, 0, date(2026, 1, 1), date(2027, 1, 1))
    wrong = site.read(point, date(2026, 9, 10), 100)
    site.read(point, NOVEMBER, 600)
    period = site.close(NOVEMBER, since=OCTOBER)
    assert period.net == Decimal("253.37")
    with use_scope(site.manager.scope):
        utilities.correct_reading(
            actor=site.staff, reading_id=wrong.id, registers={ALL: Decimal(300)}, reason="misread", confirmed=True
        )
        assert utilities.periods().get().net == Decimal("152.02")


def test_a_settlement_of_thirty_rooms_asks_no_more_than_one_of_three(
    site: Site, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from cellpark.kernel.interval import Interval

    def counted() -> int:
        with use_scope(site.manager.scope), CaptureQueriesContext(connection) as asked:
            utilities.settlement(site.operator.id, "electricity", Interval(SEPTEMBER, OCTOBER))
        return len(asked)

    ready(site)
    few = counted()
    for number in range(30):
        site.read(site.point(f"X-{number}", number % 4), OCTOBER, 10)
    assert counted() == few


def billed_and_misread(site: Site) -> tuple[CreditNote, Bill]:
    """20,000 kWh were billed to the tenant of a room; then the reading is corrected to 10,000: 9,605.00 come back."""
    point = site.point("E-101")
    site.lease(0, 0, date(2026, 1, 1), date(2027, 1, 1))
    site.read(point, OCTOBER, 20_000)
    site.close(OCTOBER, since=SEPTEMBER)
    bill_charges(site)
    correct(site, point, 10_000)
    with use_scope(site.manager.scope):
        return CreditNote.objects.get(), Bill.objects.get()


def bill_charges(site: Site) -> None:
    """A run; the leases of this site say nothing about rent, so that they stay out of it."""
    with use_scope(EVERYTHING):
        Lease.objects.update(state=LeaseState.DRAFT)
        billing.run_billing(actor=site.manager, until=date(2026, 11, 22))
        Lease.objects.update(state=LeaseState.RUNNING)


def correct(site: Site, point: utilities.Point, value: int) -> None:
    with use_scope(site.manager.scope):
        [wrong] = utilities.Reading.objects.filter(meter__point=point, day=OCTOBER, state="standing")
        utilities.correct_reading(
            actor=site.staff, reading_id=wrong.id, registers={ALL: Decimal(value)}, reason="misread", confirmed=True
        )


def decide(site: Site, note: CreditNote, *, issued: bool) -> None:
    """The decision, and what the worker does with it."""
    with use_scope(EVERYTHING):
        billing.decide_credit(actor=site.manager, credit_id=note.id, issued=issued)
        if issued:
            return
        made = Event.objects.filter(type="billing.credit.declined").order_by("-id").first()
        assert made is not None
        for _ in range(2):
            effects.owe_what_stands(made.id)


def test_what_is_owed_instead_of_a_billed_charge_waits_for_the_note_over_that_one(site: Site) -> None:
    note, bill = billed_and_misread(site)
    assert (note.state, note.gross, bill.gross) == ("proposed", Decimal("19210.00"), Decimal("19210.00"))
    assert charges(site) == [("Electricity, meter E-101, room B1 A-101: 10000 kWh", Decimal("8500.00"))]
    bill_charges(site)
    with use_scope(site.manager.scope):
        assert Bill.objects.count() == 1
    decide(site, note, issued=True)
    bill_charges(site)
    with use_scope(site.manager.scope):
        assert [each.open for each in Claim.objects.order_by("bill__number")] == [Decimal(0), Decimal("9605.00")]


def test_a_declined_note_leaves_what_was_billed_and_nothing_beside_it(site: Site) -> None:
    """Corrected again after that, it is prepared anew; in between nobody owes both."""
    note, bill = billed_and_misread(site)
    decide(site, note, issued=False)
    bill_charges(site)
    assert charges(site) == []
    assert [each[3] for each in standing(site)] == [Decimal("17000.00")]
    with use_scope(site.manager.scope):
        assert [each.open for each in Claim.objects.all()] == [Decimal("19210.00")]
        assert utilities.periods().get().net == Decimal("17000.00")
        [share] = Share.objects.filter(state=ShareState.STANDING)
        assert Charge.objects.get(id=share.charge_id).bill_id == bill.id
        point = utilities.points().get()
    correct(site, point, 12_000)
    with use_scope(site.manager.scope):
        again = CreditNote.objects.get(state="proposed")
    decide(site, again, issued=True)
    bill_charges(site)
    with use_scope(site.manager.scope):
        assert [each.open for each in Claim.objects.order_by("bill__number")] == [Decimal(0), Decimal("11526.00")]


def test_a_second_correction_waits_for_the_same_note(site: Site) -> None:
    note, _bill = billed_and_misread(site)
    with use_scope(site.manager.scope):
        point = utilities.points().get()
    correct(site, point, 12_000)
    bill_charges(site)
    with use_scope(site.manager.scope):
        assert (CreditNote.objects.count(), Bill.objects.count()) == (1, 1)
    decide(site, note, issued=True)
    bill_charges(site)
    with use_scope(site.manager.scope):
        assert [each.open for each in Claim.objects.order_by("bill__number")] == [Decimal(0), Decimal("11526.00")]
