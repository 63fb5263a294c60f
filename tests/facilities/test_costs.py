"""What it cost and who pays: a tenant only after its confirmation, or with a second person's approval."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.billing import public as billing
from cellpark.billing.public import Charge, ChargeState, Claim, CreditNote
from cellpark.facilities import effects
from cellpark.facilities import public as facilities
from cellpark.facilities.owing import SOURCE
from cellpark.facilities.public import CostKind, OrderState, Payer, Where, WorkOrder
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.leases.public import Lease, LeaseState
from cellpark.ledger.public import Event
from tests.facilities.park import Park

pytestmark = pytest.mark.django_db


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.code for each in refusal.value.problems]


def charges() -> list[Charge]:
    with use_scope(EVERYTHING):
        return list(Charge.objects.filter(source_kind=SOURCE).order_by("posted_at"))


def test_a_tenant_that_confirms_is_charged_once(park: Park) -> None:
    row = park.done("80.00")
    assert charges() == []
    row = park.do(park.one, facilities.confirm_order, order_id=row.id, seen_cost=Decimal("80.00"))
    (posted,) = charges()
    assert (posted.debtor_id, posted.net, posted.tax, posted.state) == (
        park.tenants[0].id,
        Decimal("80.00"),
        Decimal("4.80"),
        ChargeState.PENDING,
    )
    assert posted.text_en == "Work order W-00001, B1 A-101: No light"
    assert any(letter > "\u4e00" for letter in posted.text_zh)
    assert (row.charge_id, row.charged, row.agreed) == (posted.id, Decimal(80), Decimal(80))
    with pytest.raises(Refused) as refusal:
        park.do(park.one, facilities.confirm_order, order_id=row.id)
    assert codes(refusal) == ["lifecycle.step"]
    assert len(charges()) == 1


def test_labour_is_hours_times_rate_rounded_once(park: Park) -> None:
    row = park.in_work()
    row = park.do(
        park.staff,
        facilities.enter_cost,
        order_id=row.id,
        kind=CostKind.LABOUR,
        text="Electrician",
        quantity=Decimal("1.33"),
        unit_price=Decimal("99.99"),
        payer=Payer.TENANT,
    )
    with use_scope(park.one.scope):
        (line,) = facilities.costs_of(row)
    assert (line.net, line.quantity, line.unit_price) == (Decimal("132.99"), Decimal("1.33"), Decimal("99.99"))


def test_what_the_park_pays_is_no_charge_and_no_tenant_sees_it(park: Park) -> None:
    row = park.done("80.00", Payer.PARK)
    with use_scope(park.one.scope):
        assert facilities.costs_of(row) == []
    row = park.do(park.one, facilities.confirm_order, order_id=row.id)
    assert (charges(), row.charge_id) == ([], None)


def test_above_the_limit_a_second_person_lets_it_be_charged(park: Park) -> None:
    row = park.done("5000.01")
    row = park.do(park.one, facilities.confirm_order, order_id=row.id)
    assert (row.state, row.charge_id, charges()) == (OrderState.CONFIRMED, None, [])
    row = park.do(park.manager, facilities.approve_cost, order_id=row.id, seen_cost=Decimal("5000.01"))
    assert [each.net for each in charges()] == [Decimal("5000.01")]
    with pytest.raises(Refused) as refusal:
        park.do(park.manager, facilities.approve_cost, order_id=row.id)
    assert codes(refusal) == ["facilities.cost.charged"]


def test_the_limit_itself_needs_no_second_person(park: Park) -> None:
    row = park.done("5000.00")
    park.do(park.one, facilities.confirm_order, order_id=row.id)
    assert len(charges()) == 1


def test_nobody_lets_own_costs_be_charged(park: Park) -> None:
    row = park.done("5000.00")
    park.cost(row, "5.00", actor=park.manager)
    park.do(park.one, facilities.confirm_order, order_id=row.id)
    with pytest.raises(Refused) as refusal:
        park.do(park.manager, facilities.approve_cost, order_id=row.id)
    assert codes(refusal) == ["facilities.cost.own"]
    park.do(park.second, facilities.approve_cost, order_id=row.id)
    assert [each.net for each in charges()] == [Decimal("5005.00")]


def test_a_tenant_that_keeps_silent_pays_only_with_a_second_person(park: Park, clock: FixedClock) -> None:
    row = park.done("80.00")
    clock.advance(timedelta(days=8))
    park.do(park.staff, facilities.confirm_order, order_id=row.id)
    assert charges() == []
    park.do(park.manager, facilities.approve_cost, order_id=row.id)
    assert len(charges()) == 1


@pytest.mark.parametrize(
    ("cost", "confirmed", "problem"),
    [("80.00", False, "facilities.cost.not_done"), (None, True, "facilities.cost.nothing")],
)
def test_nothing_is_let_through_before_it_is_owed(park: Park, cost: str | None, confirmed: bool, problem: str) -> None:
    row = park.done(cost)
    if confirmed:
        park.do(park.one, facilities.confirm_order, order_id=row.id)
    with pytest.raises(Refused) as refusal:
        park.do(park.manager, facilities.approve_cost, order_id=row.id)
    assert codes(refusal) == [problem]


def test_staff_let_nothing_through(park: Park) -> None:
    row = park.done("80.00")
    with pytest.raises(NotAllowed):
        park.do(park.staff, facilities.approve_cost, order_id=row.id)


@pytest.mark.parametrize("act", ["confirm_order", "approve_cost"])
def test_what_changed_meanwhile_is_looked_at_again(park: Park, act: str) -> None:
    row = park.done("8000.00")
    actor = park.one if act == "confirm_order" else park.manager
    if actor is park.manager:
        park.do(park.one, facilities.confirm_order, order_id=row.id)
    with pytest.raises(Refused) as refusal:
        park.do(actor, getattr(facilities, act), order_id=row.id, seen_cost=Decimal("79.00"))
    assert [each.split(".")[-1] for each in codes(refusal)] == ["changed"]


def test_a_charge_is_taken_back_and_made_anew(park: Park) -> None:
    """A correction reverses and charges again, which a second person lets through."""
    row = park.done("80.00")
    row = park.do(park.one, facilities.confirm_order, order_id=row.id)
    with pytest.raises(Refused) as refusal:
        park.cost(row, "1.00")
    assert codes(refusal) == ["facilities.cost.charged"]
    row = park.do(park.staff, facilities.reverse_cost, order_id=row.id, reason="Wrong fuse")
    assert (row.charge_id, [each.state for each in charges()]) == (None, [ChargeState.REVERSED])
    with pytest.raises(Refused) as refusal:
        park.do(park.staff, facilities.reverse_cost, order_id=row.id, reason="again")
    assert codes(refusal) == ["facilities.cost.not_charged"]
    with use_scope(EVERYTHING):
        (line,) = facilities.costs_of(row)
    park.do(park.staff, facilities.strike_cost, cost_id=line.id, reason="Wrong fuse")
    with pytest.raises(Refused) as refusal:
        park.do(park.staff, facilities.strike_cost, cost_id=line.id, reason="again")
    assert codes(refusal) == ["lifecycle.step"]
    park.cost(row, "60.00")
    row = park.do(park.manager, facilities.approve_cost, order_id=row.id)
    assert {each.net: each.state for each in charges()} == {
        Decimal("80.00"): ChargeState.REVERSED,
        Decimal("60.00"): ChargeState.PENDING,
    }
    assert (row.revision, row.charged) == (2, Decimal(60))


def bill_charges(park: Park) -> None:
    """A run; the leases of this park say nothing about rent, so that they stay out of it."""
    with use_scope(EVERYTHING):
        Lease.objects.update(state=LeaseState.DRAFT)
        billing.run_billing(actor=park.manager, until=now().date())
        Lease.objects.update(state=LeaseState.RUNNING)


def corrected(park: Park) -> tuple[WorkOrder, CreditNote]:
    """6,000.00 were billed and should have been 60.00: the note over them waits for a second person."""
    row = park.done("6000.00")
    park.do(park.one, facilities.confirm_order, order_id=row.id)
    park.do(park.manager, facilities.approve_cost, order_id=row.id)
    bill_charges(park)
    row = park.do(park.staff, facilities.reverse_cost, order_id=row.id, reason="Two digits too many")
    with use_scope(EVERYTHING):
        (line,) = facilities.costs_of(row)
    park.do(park.staff, facilities.strike_cost, cost_id=line.id, reason="Two digits too many")
    park.cost(row, "60.00")
    with use_scope(EVERYTHING):
        return row, CreditNote.objects.get()


def opens() -> list[Decimal]:
    with use_scope(EVERYTHING):
        return [each.open for each in Claim.objects.order_by("bill__number")]


def decided(park: Park, note: CreditNote, *, issued: bool) -> None:
    """The decision, and what the worker does with it, twice as it may happen."""
    with use_scope(EVERYTHING):
        billing.decide_credit(actor=park.manager, credit_id=note.id, issued=issued)
        for made in Event.objects.filter(type="billing.credit.declined").order_by("id"):
            for _ in range(2):
                effects.charge_what_stands(made.id)


def test_the_corrected_amount_waits_for_the_note_over_the_former_one(park: Park) -> None:
    row, note = corrected(park)
    row = park.do(park.manager, facilities.approve_cost, order_id=row.id)
    bill_charges(park)
    assert (note.state, row.charged, opens()) == ("proposed", Decimal(60), [Decimal("6360.00")])
    decided(park, note, issued=True)
    bill_charges(park)
    assert opens() == [Decimal(0), Decimal("63.60")]


@pytest.mark.parametrize("charged_anew", [False, True])
def test_a_declined_note_leaves_one_amount(park: Park, *, charged_anew: bool) -> None:
    """What was billed first is owed, the order says so, and nothing beside it; it can be corrected again."""
    row, note = corrected(park)
    if charged_anew:
        park.do(park.manager, facilities.approve_cost, order_id=row.id)
    decided(park, note, issued=False)
    bill_charges(park)
    assert (park.order(row.id).charged, opens()) == (Decimal(6000), [Decimal("6360.00")])
    park.do(park.staff, facilities.reverse_cost, order_id=row.id, reason="Look again")
    park.do(park.manager, facilities.approve_cost, order_id=row.id)
    with use_scope(EVERYTHING):
        again = CreditNote.objects.get(state="proposed")
    decided(park, again, issued=True)
    bill_charges(park)
    assert (park.order(row.id).charged, opens()) == (Decimal(60), [Decimal(0), Decimal("63.60")])


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"quantity": Decimal(0)}, "facilities.cost.amount"),
        ({"quantity": Decimal("1.001")}, "facilities.cost.amount"),
        ({"unit_price": Decimal(-1)}, "facilities.cost.amount"),
        ({"unit_price": Decimal("NaN")}, "facilities.cost.amount"),
        ({"text": ""}, "base.required"),
    ],
)
def test_a_cost_that_is_no_cost_is_refused(park: Park, said: dict[str, Any], problem: str) -> None:
    row = park.accepted()
    whole = {"kind": CostKind.MATERIAL, "text": "Fuse", "quantity": Decimal(1), "unit_price": Decimal(1)}
    with pytest.raises(Refused) as refusal:
        park.do(park.staff, facilities.enter_cost, order_id=row.id, **(whole | said))
    assert codes(refusal) == [problem]


def test_where_there_is_no_tenant_the_park_pays(park: Park) -> None:
    row = park.report(park.staff, where=Where(place="Roof"))
    with pytest.raises(Refused) as refusal:
        park.cost(row, "1.00")
    assert codes(refusal) == ["facilities.cost.state"]
    park.do(park.staff, facilities.accept_order, order_id=row.id)
    with pytest.raises(Refused) as refusal:
        park.cost(row, "1.00")
    assert codes(refusal) == ["facilities.cost.no_tenant"]
