"""Payments settle bills: the oldest first, or by hand, in parts; nothing is settled twice, nothing is lost."""

from datetime import date
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.billing import public as billing
from cellpark.billing.public import Claim
from cellpark.identity.public import Organisation
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.receivables import public as receivables
from cellpark.receivables.allocating import free_overpaid
from cellpark.receivables.public import Payment, PayoutKind, Received
from tests.billing.park import Park, make_park
from tests.receivables.money import DAY, opens, pay, three_bills

D = Decimal


def test_what_was_due_first_is_settled_first_and_a_part_at_the_end(park: Park) -> None:
    three_bills(park)
    payment = pay(park, "14000.00")
    assert opens() == [D(0), D("6000.00"), D("10000.00")]
    assert (payment.number, payment.allocated, payment.free) == ("P-2026-000001", D("14000.00"), D(0))


def test_what_is_paid_too_much_stays_on_the_account_and_settles_the_next_bill(park: Park) -> None:
    three_bills(park)
    payment = pay(park, "31000.00")
    assert payment.free == D("1000.00")
    assert receivables.standing(park.tenant.id, DAY).balance == D("-1000.00")
    park.run(date(2026, 12, 1))
    receivables.allocate_payment(actor=park.staff, payment_id=payment.id)
    assert opens()[-1] == D("9000.00")


def test_bills_are_settled_by_hand(park: Park) -> None:
    first, _, last = three_bills(park)
    payment = pay(park, "5000.00", free=True)
    receivables.allocate_payment(actor=park.staff, payment_id=payment.id, parts=[(last.id, D("3000.00"))])
    assert opens() == [D("10000.00"), D("10000.00"), D("7000.00")]
    with pytest.raises(Refused, match=r"receivables\.payment\.short"):
        receivables.allocate_payment(actor=park.staff, payment_id=payment.id, parts=[(first.id, D("2000.01"))])
    receivables.release_allocation(
        actor=park.staff, payment_id=payment.id, bill_id=last.id, amount=D("3000.00"), reason="meant for another bill"
    )
    assert opens()[-1] == D("10000.00")
    with pytest.raises(Refused, match=r"receivables\.allocation\.less"):
        receivables.release_allocation(
            actor=park.staff, payment_id=payment.id, bill_id=last.id, amount=D("0.01"), reason="x"
        )


def test_a_bill_is_not_paid_by_more_than_is_open(park: Park) -> None:
    first = three_bills(park)[0]
    payment = pay(park, "20000.00", free=True)
    with pytest.raises(Refused, match=r"billing\.claim\.not_open"):
        receivables.allocate_payment(actor=park.staff, payment_id=payment.id, parts=[(first.id, D("10000.01"))])
    assert opens()[0] == D("10000.00")
    assert Payment.objects.get(id=payment.id).free == D("20000.00")


@pytest.mark.parametrize("amount", ["0.00", "-1.00", "1.001", "NaN"])
def test_a_payment_is_an_amount_of_whole_cents(park: Park, amount: str) -> None:
    three_bills(park)
    with pytest.raises(Refused, match=r"receivables\.amount"):
        pay(park, amount)


def test_a_payment_did_come_in_and_from_somebody_known(park: Park) -> None:
    three_bills(park)
    with pytest.raises(Refused, match=r"receivables\.payment\.future"):
        pay(park, "1.00", on=date(2026, 11, 23))
    with pytest.raises(Organisation.DoesNotExist):
        receivables.record_payment(
            actor=park.staff,
            organisation_id=park.operator.id,
            debtor_id=park.other.id,
            received=Received(received_on=DAY, amount=D(1)),
        )


def test_a_movement_at_the_bank_is_entered_once(park: Park) -> None:
    three_bills(park)
    first = pay(park, "100.00", reference="TX-1")
    with pytest.raises(Refused, match=r"receivables\.payment\.twice"):
        pay(park, "100.00", reference="TX-1")
    receivables.reverse_payment(actor=park.staff, payment_id=first.id, reason="wrong account")
    assert opens()[0] == D("10000.00")
    pay(park, "100.00", reference="TX-1")


def test_a_payment_that_never_was_leaves_everything_open_again(park: Park) -> None:
    three_bills(park)
    payment = pay(park, "14000.00")
    receivables.reverse_payment(actor=park.staff, payment_id=payment.id, reason="the bank took it back")
    assert opens() == [D("10000.00")] * 3
    with pytest.raises(Refused, match=r"lifecycle\.step"):
        receivables.reverse_payment(actor=park.staff, payment_id=payment.id, reason="again")


def test_a_paid_bill_that_is_credited_frees_the_payment(park: Park) -> None:
    """The effect of billing.credit.issued; until it ran the bill shows what is too much."""
    first = three_bills(park)[0]
    pay(park, "10000.00")
    note = billing.propose_credit(actor=park.staff, bill_id=first.id, reason="billed twice on paper")
    billing.decide_credit(actor=park.manager, credit_id=note.id, issued=True)
    assert opens()[0] == D("-10000.00")
    free_overpaid(park.operator.id, park.tenant.id, actor=park.staff)
    assert opens()[0] == D(0)
    assert Payment.objects.get().free == D("10000.00")


def test_what_was_overpaid_goes_back_and_by_two_people_over_the_stated_amount(park: Park) -> None:
    three_bills(park)
    payment = pay(park, "40000.00")
    small = receivables.propose_payout(
        actor=park.staff, kind=PayoutKind.REFUND, payment_id=payment.id, amount=D("1000.00"), reason="asked for"
    )
    assert small.state == "done"
    big = receivables.propose_payout(
        actor=park.manager, kind=PayoutKind.REFUND, payment_id=payment.id, amount=D("9000.00"), reason="asked for"
    )
    assert (big.state, Payment.objects.get().refunded) == ("proposed", D("1000.00"))
    with pytest.raises(Refused, match=r"receivables\.payout\.own"):
        receivables.decide_payout(actor=park.manager, payout_id=big.id, done=True)
    with pytest.raises(NotAllowed):
        receivables.decide_payout(actor=park.staff, payout_id=big.id, done=True)
    receivables.decide_payout(actor=park.second, payout_id=big.id, done=True)
    assert Payment.objects.get().free == 0
    with pytest.raises(Refused, match=r"receivables\.payout\.less"):
        receivables.propose_payout(
            actor=park.staff, kind=PayoutKind.REFUND, payment_id=payment.id, amount=D("0.01"), reason="more"
        )
    with pytest.raises(Refused, match=r"receivables\.payment\.gone"):
        receivables.reverse_payment(actor=park.staff, payment_id=payment.id, reason="x")


def test_a_tenant_enters_no_payment(park: Park) -> None:
    three_bills(park)
    with pytest.raises(NotAllowed):
        receivables.record_payment(
            actor=park.member,
            organisation_id=park.operator.id,
            debtor_id=park.tenant.id,
            received=Received(received_on=DAY, amount=D(1)),
        )


@pytest.mark.usefixtures("durable")
def test_two_people_who_allocate_at_once_settle_nothing_twice() -> None:
    """Two connections, one bill of 10,000.00 and two payments of it: one gets it, the other stays free."""
    with use_scope(EVERYTHING):
        park = make_park()
        park.lease()
        park.run(date(2026, 9, 1))
        [bill] = park.bills()
        paid = [pay(park, "10000.00", free=True) for _ in range(2)]
    together, said = Barrier(2), []

    def settle(payment: Payment) -> None:
        try:
            with use_scope(EVERYTHING):
                together.wait()
                receivables.allocate_payment(actor=park.staff, payment_id=payment.id, parts=[(bill.id, D("10000.00"))])
                said.append("settled")
        except Refused as refused:
            said.append(refused.problems[0].code)
        finally:
            connection.close()

    threads = [Thread(target=settle, args=(each,)) for each in paid]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    with use_scope(EVERYTHING):
        assert sorted(said) == ["billing.claim.not_open", "settled"]
        assert Claim.objects.get().open == 0
        assert sorted(each.free for each in Payment.objects.all()) == [D(0), D("10000.00")]
