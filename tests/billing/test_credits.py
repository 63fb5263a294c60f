"""Credit notes: a bill is never changed, its lines are taken back once, by two people over a stated amount."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cellpark.billing import public as billing
from cellpark.billing.public import Bill, Claim, CreditState
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from tests.billing.park import RENT, Park

SMALL = {"key": "parking", "kind": "service", "basis": "month", "rate": "300.00", "tax": "0.06"}


def billed(park: Park) -> Bill:
    park.lease(terms=(RENT, SMALL))
    park.run(date(2026, 9, 1))
    return park.bills()[0]


def line(bill: Bill, term: str) -> billing.BillLine:
    found: billing.BillLine = bill.lines.get(term=term)
    return found


def test_a_small_line_is_taken_back_by_one_person(park: Park) -> None:
    bill = billed(park)
    note = billing.propose_credit(
        actor=park.staff, bill_id=bill.id, reason="no place to park", line_ids=[line(bill, "parking").id]
    )
    assert (note.state, note.number, note.gross, note.issued_on) == (
        CreditState.ISSUED,
        "C-2026-000001",
        Decimal("300.00"),
        date(2026, 11, 22),
    )
    claim = Claim.objects.get(bill=bill)
    assert (claim.gross, claim.credited, claim.open) == (Decimal("10300.00"), Decimal("300.00"), Decimal("10000.00"))


def test_over_the_stated_amount_a_second_person_decides(park: Park) -> None:
    bill = billed(park)
    note = billing.propose_credit(actor=park.manager, bill_id=bill.id, reason="billed to the wrong company")
    assert (note.state, note.number, Claim.objects.get(bill=bill).credited) == (CreditState.PROPOSED, "", 0)
    with pytest.raises(NotAllowed):
        billing.decide_credit(actor=park.staff, credit_id=note.id, issued=True)
    with pytest.raises(Refused, match=r"billing\.credit\.own"):
        billing.decide_credit(actor=park.manager, credit_id=note.id, issued=True)
    issued = billing.decide_credit(actor=park.second, credit_id=note.id, issued=True)
    assert (issued.number, Claim.objects.get(bill=bill).open) == ("C-2026-000001", 0)
    with pytest.raises(Refused, match=r"lifecycle\.step"):
        billing.decide_credit(actor=park.second, credit_id=note.id, issued=False)


def test_a_line_is_taken_back_once(park: Park) -> None:
    bill = billed(park)
    wanted = [line(bill, "rent").id]
    note = billing.propose_credit(actor=park.staff, bill_id=bill.id, reason="x", line_ids=wanted)
    with pytest.raises(Refused, match=r"billing\.credit\.line_gone"):
        billing.propose_credit(actor=park.staff, bill_id=bill.id, reason="x", line_ids=wanted)
    billing.decide_credit(actor=park.second, credit_id=note.id, issued=False)
    again = billing.propose_credit(actor=park.staff, bill_id=bill.id, reason="x", line_ids=wanted)
    assert again.state == CreditState.PROPOSED
    rest = billing.propose_credit(actor=park.staff, bill_id=bill.id, reason="x")
    assert rest.gross == Decimal("300.00")
    with pytest.raises(Refused, match=r"billing\.credit\.nothing"):
        billing.propose_credit(actor=park.staff, bill_id=bill.id, reason="x")


def test_a_credit_note_says_why(park: Park) -> None:
    bill = billed(park)
    with pytest.raises(Refused, match=r"base\.reason_required"):
        billing.propose_credit(actor=park.staff, bill_id=bill.id, reason=" ")


def test_a_line_of_another_bill_is_not_there(park: Park) -> None:
    bill = billed(park)
    park.run(date(2026, 10, 1))
    other = park.bills()[1]
    with pytest.raises(billing.BillLine.DoesNotExist):
        billing.propose_credit(actor=park.staff, bill_id=bill.id, reason="x", line_ids=[line(other, "parking").id])


def test_in_parts_one_person_credits_no_more_than_at_once(park: Park) -> None:
    """Three lines of 2,400.00: the third one brings it over 5,000.00."""
    park.lease(terms=tuple({**RENT, "key": f"rent-{number}", "rate": "2400.00"} for number in range(3)))
    park.run(date(2026, 9, 1))
    [bill] = park.bills()
    notes = [
        billing.propose_credit(actor=park.staff, bill_id=bill.id, reason="goodwill", line_ids=[line.id])
        for line in bill.lines.order_by("position")
    ]
    assert [each.state for each in notes] == ["issued", "issued", "proposed"]
    assert bill.claim.open == Decimal("2400.00")


def test_spread_over_bills_one_person_credits_a_debtor_no_more_than_at_once(park: Park, clock: FixedClock) -> None:
    """4,000.00 of the first bill at once; of the next one only after thirty days, or by a second person."""
    park.lease(terms=({**RENT, "rate": "4000.00"},))
    park.lease("L-2", terms=({**RENT, "rate": "4000.00"},), tenant=park.other)
    park.run()
    mine = [each for each in park.bills() if each.debtor_id == park.tenant.id]
    theirs = next(each for each in park.bills() if each.debtor_id == park.other.id)

    def credited(bill: Bill) -> billing.CreditNote:
        return billing.propose_credit(actor=park.staff, bill_id=bill.id, reason="goodwill")

    assert credited(mine[0]).state == CreditState.ISSUED
    second = credited(mine[1])
    assert second.state == CreditState.PROPOSED
    assert credited(theirs).state == CreditState.ISSUED
    # what a second person issued is nobody's alone
    billing.decide_credit(actor=park.manager, credit_id=second.id, issued=True)
    clock.advance(timedelta(days=29))
    waits = credited(mine[2])
    assert waits.state == CreditState.PROPOSED
    billing.decide_credit(actor=park.manager, credit_id=waits.id, issued=False)
    clock.advance(timedelta(days=1))
    assert credited(mine[2]).state == CreditState.ISSUED


def test_what_was_taken_off_a_next_bill_counts_with_credit_notes(park: Park, clock: FixedClock) -> None:
    """3,390.00 off the next bill and a note over 4,000.00, in either order, are more than 5,000.00."""
    park.lease(terms=({**RENT, "rate": "4000.00"},))
    park.charge("gift", "-3000.00")
    park.run()
    bills = park.bills()
    assert billing.Charge.objects.get().state == "billed"
    note = billing.propose_credit(
        actor=park.staff, bill_id=bills[1].id, reason="goodwill", line_ids=[line(bills[1], "rent").id]
    )
    assert note.state == CreditState.PROPOSED
    clock.advance(timedelta(days=31))
    note = billing.propose_credit(
        actor=park.staff, bill_id=bills[2].id, reason="goodwill", line_ids=[line(bills[2], "rent").id]
    )
    assert note.state == CreditState.ISSUED
    with pytest.raises(Refused, match=r"billing\.charge\.credit"):
        park.charge("gift-2", "-3000.00")
