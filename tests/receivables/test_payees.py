"""Where debtors pay to is never one person's word."""

from dataclasses import replace

import pytest

from cellpark.base.messages import explain
from cellpark.base.scope import use_scope
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.receivables import public as receivables
from cellpark.receivables.public import BankDetails, Payee
from tests.billing.park import Park

DETAILS = BankDetails(
    number="6222 0000-0000 0001",
    holder_zh="\u793a\u4f8b\u56ed\u533a",
    bank_en="Example bank, branch one",
    clearing="102 290 000 001",
    bic="abcdcnsh",
)


def written(park: Park, details: BankDetails = DETAILS) -> Payee:
    return receivables.propose_payee(actor=park.staff, details=details, reason="new account")


def test_bank_details_hold_once_another_person_agreed(park: Park) -> None:
    row = written(park)
    assert (row.number, row.grouped, row.clearing, row.bic) == (
        "6222000000000001",
        "6222 0000 0000 0001",
        "102290000001",
        "ABCDCNSH",
    )
    assert receivables.payee_of(park.operator.id) is None
    with pytest.raises(NotAllowed):
        receivables.decide_payee(actor=park.staff, payee_id=row.id, agreed=True)
    receivables.decide_payee(actor=park.manager, payee_id=row.id, agreed=True)
    with use_scope(park.member.scope):
        found = receivables.payee_of(park.operator.id)
    assert found is not None
    assert found.number == row.number
    with pytest.raises(Refused, match=r"lifecycle\.step"):
        receivables.decide_payee(actor=park.second, payee_id=row.id, agreed=False)


def test_nobody_agrees_to_what_he_wrote_down(park: Park) -> None:
    row = receivables.propose_payee(actor=park.manager, details=DETAILS, reason="new account")
    with pytest.raises(Refused, match=r"receivables\.payee\.own"):
        receivables.decide_payee(actor=park.manager, payee_id=row.id, agreed=True)
    with pytest.raises(Refused, match=r"receivables\.payee\.waits"):
        written(park)


def test_what_was_declined_changes_nothing(park: Park) -> None:
    receivables.decide_payee(actor=park.manager, payee_id=written(park).id, agreed=True)
    other = written(park, replace(DETAILS, number="6222000000000002"))
    receivables.decide_payee(actor=park.manager, payee_id=other.id, agreed=False)
    found = receivables.payee_of(park.operator.id)
    assert found is not None
    assert found.number == "6222000000000001"


def test_only_who_wrote_them_down_withdraws_them_and_only_before_a_decision(park: Park) -> None:
    row = written(park)
    with pytest.raises(Refused, match=r"receivables\.payee\.another"):
        receivables.withdraw_payee(actor=park.manager, payee_id=row.id)
    with pytest.raises(NotAllowed):
        receivables.withdraw_payee(actor=park.member, payee_id=row.id)
    assert receivables.withdraw_payee(actor=park.staff, payee_id=row.id).state == "withdrawn"
    with pytest.raises(Refused, match=r"lifecycle\.step"):
        receivables.decide_payee(actor=park.manager, payee_id=row.id, agreed=True)
    with pytest.raises(Refused, match=r"lifecycle\.step"):
        receivables.withdraw_payee(actor=park.staff, payee_id=row.id)
    receivables.decide_payee(actor=park.manager, payee_id=written(park).id, agreed=True)
    with pytest.raises(Refused, match=r"receivables\.payee\.same"):
        written(park)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"number": "12"}, "receivables.payee.number"),
        ({"number": "6222 0000 0000 000\u4e00"}, "receivables.payee.number"),
        ({"clearing": "1234"}, "receivables.payee.clearing"),
        ({"bic": "ABC"}, "receivables.payee.bic"),
        ({"bank_en": " "}, "base.required"),
        ({"holder_zh": "x" * 201}, "base.too_long"),
        ({"holder_en": "a\x00b"}, "base.text.control"),
    ],
)
def test_what_can_be_no_bank_details_is_refused_in_words(park: Park, wrong: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        written(park, replace(DETAILS, **wrong))
    assert code in {each.code for each in refused.value.problems}
    assert all(explain(each).remedy for each in refused.value.problems)
