"""Credit notes: a bill is never changed, its lines are taken back once, by two people over a stated amount."""

from datetime import date
from decimal import Decimal

import pytest

from cellpark.billing import public as billing
from cellpark.billing.public import Bill, Claim, CreditState
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
