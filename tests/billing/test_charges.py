"""Charges of other apps: handed in once, billed once, taken back."""

from datetime import date
from decimal import Decimal

import pytest

from cellpark.billing import public as billing
from cellpark.billing.public import Charge, ChargeState, CreditNote, LineKind
from cellpark.kernel.interval import Interval
from cellpark.kernel.problem import NotAllowed, Refused
from tests.billing.park import Park


def test_the_same_source_is_one_charge(park: Park) -> None:
    first, again = park.charge("m-1"), park.charge("m-1")
    assert first.id == again.id
    assert (again.net, again.tax, again.gross) == (Decimal("100.00"), Decimal("13.00"), Decimal("113.00"))
    with pytest.raises(Refused, match=r"billing\.charge\.differs"):
        park.charge("m-1", "101.00")


@pytest.mark.parametrize("net", ["0.00", "0.001", "NaN"])
def test_a_charge_is_an_amount_in_whole_cents(park: Park, net: str) -> None:
    with pytest.raises(Refused, match=r"billing\.charge\.amount"):
        park.charge("m-1", net)


def test_a_charge_has_an_end_words_and_a_share_of_tax(park: Park) -> None:
    with pytest.raises(Refused) as refused:
        billing.post_charge(
            actor=park.staff,
            organisation_id=park.operator.id,
            debtor_id=park.tenant.id,
            days=Interval(date(2026, 10, 1)),
            text_zh="",
            text_en="",
            net=Decimal(1),
            tax=Decimal(13),
            source_kind="meter",
            source_id="",
        )
    assert {each.code for each in refused.value.problems} == {
        "billing.charge.endless",
        "base.required",
        "billing.charge.tax",
        "billing.charge.source",
    }


def test_a_tenant_hands_in_no_charge(park: Park) -> None:
    with pytest.raises(NotAllowed):
        billing.reverse_charge(actor=park.member, charge=park.charge("m-1"), reason="no")


def test_a_charge_goes_onto_the_next_bill_of_its_debtor_and_onto_no_other(park: Park) -> None:
    park.lease()
    mine, waits = park.charge("m-1"), park.charge("m-2", tenant=park.other)
    park.run(date(2026, 9, 1))
    [bill] = [each for each in park.bills() if each.debtor_id == park.tenant.id]
    # the charge is for October: a run up to September leaves it
    assert [each.kind for each in bill.lines.order_by("position")] == [LineKind.RENT]
    park.run()
    october = park.bills()[1]
    assert [(each.kind, each.gross) for each in october.lines.order_by("position")] == [
        (LineKind.RENT, Decimal("10000.00")),
        (LineKind.CHARGE, Decimal("113.00")),
    ]
    states = dict(Charge.objects.values_list("id", "state"))
    assert states == {mine.id: ChargeState.BILLED, waits.id: ChargeState.BILLED}
    # who has no lease gets a bill of charges
    [alone] = [each for each in park.bills() if each.debtor_id == park.other.id]
    assert (alone.kind, alone.gross, alone.lease_id) == ("charges", Decimal("113.00"), None)


def test_a_charge_that_waits_is_taken_back_and_never_billed(park: Park) -> None:
    charge = park.charge("m-1")
    for _ in range(2):
        back = billing.reverse_charge(actor=park.staff, charge=charge, reason="meter was read wrongly")
    assert back.state == ChargeState.REVERSED
    park.run()
    assert park.bills() == []


def test_a_charge_that_was_billed_is_taken_back_by_a_credit_note(park: Park) -> None:
    charge = park.charge("m-1")
    park.run()
    for _ in range(2):
        billing.reverse_charge(actor=park.staff, charge=charge, reason="meter was read wrongly")
    [note] = CreditNote.objects.all()
    assert (note.number, note.gross, note.state) == ("C-2026-000001", Decimal("113.00"), "issued")
    assert park.bills()[0].claim.open == 0


def test_a_credit_waits_until_a_bill_can_carry_it(park: Park) -> None:
    """A bill is never below nothing."""
    park.charge("back", "-500.00")
    park.run()
    assert park.bills() == []
    park.charge("m-1", "400.00")
    park.charge("m-2", "200.00")
    park.run(date(2026, 11, 23))
    [bill] = park.bills()
    assert bill.gross == Decimal("113.00")


def test_what_one_person_takes_off_the_next_bill_is_no_more_than_a_credit_note_alone(park: Park) -> None:
    """4,000.00 and 13 % of tax; the same again is more than 5,000.00 together, whoever hands it in."""
    park.charge("gift-1", "-4000.00")
    with pytest.raises(Refused, match=r"billing\.charge\.credit"):
        park.charge("gift-2", "-1000.00")
    park.charge("gift-3", "-100.00")
    park.charge("gift-4", "-1000.00", tenant=park.other)
