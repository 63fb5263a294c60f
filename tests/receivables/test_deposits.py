"""A deposit goes back once, and only while it is there."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest

from cellpark.billing import public as billing
from cellpark.billing.public import Bill
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.leases.public import Lease
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


@pytest.mark.parametrize("done", [False, True])
def test_a_deposit_that_went_back_is_not_credited_as_well(park: Park, *, done: bool) -> None:
    """The account would say that the park owes what it gave back."""
    bill, _paid = paid_deposit(park)
    back = going_back(park, bill)
    if done:
        receivables.decide_payout(actor=park.manager, payout_id=back.id, done=True)
    for terms in (("deposit",), ("deposit", "rent")):
        with pytest.raises(Refused, match=r"billing\.credit\.returned"):
            credited(park, bill, *terms)
    assert receivables.standing(park.tenant.id, date(2026, 11, 22)).balance == 0
    if not done:
        receivables.decide_payout(actor=park.manager, payout_id=back.id, done=False)
        credited(park, bill, "deposit")
        pay(park, "1.00")
        assert receivables.standing(park.tenant.id, date(2026, 11, 22)).balance == D("-20001.00")


def test_a_note_over_a_deposit_that_went_back_meanwhile_is_not_issued(park: Park) -> None:
    bill, _paid = paid_deposit(park)
    lines = [bill.lines.get(term="deposit").id]
    note = billing.propose_credit(actor=park.staff, bill_id=bill.id, reason="over", line_ids=lines)
    receivables.decide_payout(actor=park.manager, payout_id=going_back(park, bill).id, done=True)
    with pytest.raises(Refused, match=r"billing\.credit\.returned"):
        billing.decide_credit(actor=park.manager, credit_id=note.id, issued=True)
    billing.decide_credit(actor=park.manager, credit_id=note.id, issued=False)
    assert opens() == [D(0)]


def test_an_amended_lease_leaves_a_deposit_alone_of_which_something_went_back(park: Park) -> None:
    lease = park.lease(terms=(RENT, DEPOSIT), until=date(2026, 10, 1))
    park.run(date(2026, 9, 1))
    [bill] = park.bills()
    pay(park, "30000.00")
    receivables.propose_payout(
        actor=park.staff, kind=PayoutKind.RETURN, bill_id=bill.id, amount=D("4000.00"), reason="too much"
    )
    terms = [{**RENT, "rate": "9000.00"}, {**DEPOSIT, "rate": "16000.00"}]
    park.version(lease, 2, date(2026, 9, 1), {**lease.versions.get().form, "terms": terms})
    notes, instead = billing.correct_lease(actor=park.staff, lease_id=lease.id, reason="less rent")
    assert instead is not None
    assert ([each.gross for each in notes], instead.gross) == ([D("10000.00")], D("9000.00"))


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


def test_many_small_refunds_of_one_debtor_are_one_large_one(park: Park, clock: FixedClock) -> None:
    """Of as many payments as one likes; a month later one person decides anew."""
    park.lease()
    paid = [pay(park, "4000.00", free=True) for _each in range(3)]

    def refund(payment: Payment, amount: str) -> str:
        row = receivables.propose_payout(
            actor=park.staff, kind=PayoutKind.REFUND, payment_id=payment.id, amount=D(amount), reason="overpaid"
        )
        state: str = row.state
        return state

    assert [refund(paid[0], "3000.00"), refund(paid[1], "2000.00"), refund(paid[2], "0.01")] == [
        *("done", "done"),
        "proposed",
    ]
    clock.advance(timedelta(days=30))
    assert refund(paid[2], "3000.00") == "done"


def test_the_rest_of_a_deposit_of_which_something_went_back_is_waived(park: Park) -> None:
    """20,000.00 asked, 4,000.00 of it returned: the note takes back 16,000.00, and nothing more is left to go back."""
    bill, paid = paid_deposit(park)
    receivables.propose_payout(
        actor=park.staff, kind=PayoutKind.RETURN, bill_id=bill.id, amount=D("4000.00"), reason="a smaller room"
    )
    line = bill.lines.get(term="deposit")
    note = billing.propose_credit(actor=park.staff, bill_id=bill.id, reason="a guarantee instead", line_ids=[line.id])
    assert (note.state, note.gross, note.net, note.tax) == ("proposed", D("16000.00"), D("16000.00"), D(0))
    billing.decide_credit(actor=park.manager, credit_id=note.id, issued=True)
    assert receivables.deposits_of(park.operator.id) == {bill.id: D(0)}
    pay(park, "1.00")  # what was paid for the waived rest is free now
    paid.refresh_from_db()
    assert (paid.free, opens()) == (D("16000.00"), [D(0)])
    with pytest.raises(Refused, match=r"receivables\.payout\.less"):
        receivables.propose_payout(
            actor=park.staff, kind=PayoutKind.RETURN, bill_id=bill.id, amount=D("0.01"), reason="more"
        )
    with pytest.raises(Refused, match=r"billing\.again\.nothing"):
        billing.bill_again(actor=park.manager, bill_id=bill.id, reason="back")


def test_what_was_credited_beside_a_waived_deposit_is_billed_again(park: Park) -> None:
    """The rent of 10,000.00 stood on the note with the waived 16,000.00: it is owed again, the deposit is not."""
    bill, _paid = paid_deposit(park)
    receivables.propose_payout(
        actor=park.staff, kind=PayoutKind.RETURN, bill_id=bill.id, amount=D("4000.00"), reason="a smaller room"
    )
    credited(park, bill, "rent", "deposit")
    made = billing.bill_again(actor=park.manager, bill_id=bill.id, reason="the rent is owed after all")
    assert made.bill is not None
    assert [(each.term, each.gross) for each in made.bill.lines.all()] == [("rent", D("10000.00"))]
    assert receivables.deposits_of(park.operator.id) == {bill.id: D(0)}
    lease = Lease.objects.get(id=bill.lease_id)
    assert billing.lease_difference(lease) == billing.LeaseDifference((), ())
    with pytest.raises(Refused, match=r"billing\.again\.nothing"):
        billing.bill_again(actor=park.manager, bill_id=bill.id, reason="twice")


def test_a_charge_credited_beside_a_waived_deposit_is_owed_again(park: Park) -> None:
    park.lease(terms=(RENT, DEPOSIT), until=date(2026, 10, 1))
    park.charge("E-1")
    park.run()
    [bill] = park.bills()
    pay(park, "30113.00")
    receivables.propose_payout(
        actor=park.staff, kind=PayoutKind.RETURN, bill_id=bill.id, amount=D("4000.00"), reason="a smaller room"
    )
    lines = [each.id for each in bill.lines.exclude(term="rent")]
    note = billing.propose_credit(actor=park.staff, bill_id=bill.id, reason="over", line_ids=lines)
    billing.decide_credit(actor=park.manager, credit_id=note.id, issued=True)
    made = billing.bill_again(actor=park.manager, bill_id=bill.id, reason="the meter was right")
    assert (made.bill, [each.gross for each in made.charges]) == (None, [D("113.00")])


def test_the_rest_of_a_deposit_that_goes_back_meanwhile_is_not_waived(park: Park) -> None:
    bill, _paid = paid_deposit(park)
    back = partial(receivables.propose_payout, actor=park.staff, kind=PayoutKind.RETURN, bill_id=bill.id, reason="less")
    back(amount=D("2000.00"))
    lines = [bill.lines.get(term="deposit").id]
    note = billing.propose_credit(actor=park.staff, bill_id=bill.id, reason="over", line_ids=lines)
    back(amount=D("1000.00"))
    with pytest.raises(Refused, match=r"billing\.credit\.returned"):
        billing.decide_credit(actor=park.manager, credit_id=note.id, issued=True)
