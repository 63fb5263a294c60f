"""A deposit goes back once, and only while it is there."""

from datetime import date
from decimal import Decimal

import pytest

from cellpark.billing import public as billing
from cellpark.billing.public import Bill
from cellpark.kernel.problem import Refused
from cellpark.receivables import public as receivables
from cellpark.receivables.public import Payment, Payout, PayoutKind
from tests.billing.park import RENT, Park
from tests.receivables.money import opens, pay

D = Decimal
DEPOSIT = {"key": "deposit", "kind": "deposit", "basis": "once", "rate": "20000.00"}


def paid_deposit(park: Park) -> tuple[Bill, Payment]:
    park.lease(terms=(RENT, DEPOSIT), until=date(2026, 10, 1))
    park.run(date(2026, 9, 1))
    [bill] = park.bills()
    return bill, pay(park, "30000.00")


def going_back(park: Park, bill: Bill) -> Payout:
    return receivables.propose_payout(
        actor=park.staff, kind=PayoutKind.RETURN, bill_id=bill.id, amount=D("20000.00"), reason="moved out"
    )


def credited(park: Park, bill: Bill, *terms: str) -> None:
    lines = [each.id for each in bill.lines.filter(term__in=terms)]
    note = billing.propose_credit(actor=park.staff, bill_id=bill.id, reason="over", line_ids=lines)
    billing.decide_credit(actor=park.manager, credit_id=note.id, issued=True)


def test_a_deposit_that_went_back_is_not_freed_again_when_its_bill_is_credited(park: Park) -> None:
    bill, paid = paid_deposit(park)
    receivables.decide_payout(actor=park.manager, payout_id=going_back(park, bill).id, done=True)
    credited(park, bill, "deposit")
    pay(park, "1.00")
    paid.refresh_from_db()
    assert paid.free == 0


def test_rent_that_is_credited_beside_such_a_deposit_is_freed(park: Park) -> None:
    bill, paid = paid_deposit(park)
    receivables.decide_payout(actor=park.manager, payout_id=going_back(park, bill).id, done=True)
    credited(park, bill, "rent")
    pay(park, "1.00")
    paid.refresh_from_db()
    assert (paid.free, opens()) == (D("10000.00"), [D(0)])


@pytest.mark.parametrize("done", [False, True])
def test_what_paid_for_a_deposit_that_goes_back_stays_with_its_bill(park: Park, *, done: bool) -> None:
    """Otherwise the same money would go out twice, or money that never came."""
    bill, paid = paid_deposit(park)
    back = going_back(park, bill)
    if done:
        receivables.decide_payout(actor=park.manager, payout_id=back.id, done=True)
    with pytest.raises(Refused, match=r"receivables\.allocation\.deposit"):
        receivables.reverse_payment(actor=park.staff, payment_id=paid.id, reason="the bank took it back")
    with pytest.raises(Refused, match=r"receivables\.allocation\.deposit"):
        receivables.release_allocation(
            actor=park.staff, payment_id=paid.id, bill_id=bill.id, amount=D("10000.01"), reason="wrong bill"
        )
    receivables.release_allocation(
        actor=park.staff, payment_id=paid.id, bill_id=bill.id, amount=D("10000.00"), reason="wrong bill"
    )
    if not done:
        receivables.decide_payout(actor=park.manager, payout_id=back.id, done=False)
        receivables.reverse_payment(actor=park.staff, payment_id=paid.id, reason="the bank took it back")


def test_in_parts_one_person_pays_back_no_more_than_at_once(park: Park) -> None:
    park.lease()
    paid = pay(park, "20000.00", free=True)
    backs = [
        receivables.propose_payout(
            actor=park.staff, kind=PayoutKind.REFUND, payment_id=paid.id, amount=D("2500.00"), reason="overpaid"
        )
        for _each in range(3)
    ]
    assert [each.state for each in backs] == ["done", "done", "proposed"]
