"""The books balance, whatever happened in whatever order; the ledger makes the tables again."""

import csv
import io
import random
from datetime import date
from decimal import Decimal
from typing import Any

import orjson
import pytest
from django.db.models import Sum

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.billing import public as billing
from cellpark.billing.public import Bill, Claim, CreditNote, LineKind
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import check_rebuild
from cellpark.receivables import public as receivables
from cellpark.receivables.public import Allocation, JsonRequests, Payment, PayoutKind
from tests.billing.park import RENT, Park, make_park
from tests.receivables.money import pay

D = Decimal
SINCE, UNTIL = date(2026, 1, 1), date(2027, 12, 31)
DEPOSIT = {"key": "deposit", "kind": "deposit", "basis": "once", "rate": "20000.00"}
PARKING = {"key": "parking", "kind": "service", "basis": "month", "rate": "333.33", "tax": "0.06"}


def total(rows: object, name: str = "gross") -> Decimal:
    return rows.aggregate(total=Sum(name))["total"] or D(0)  # type: ignore[attr-defined]


def step(park: Park, chance: random.Random, number: int) -> None:
    """Something that somebody may do; a refusal is as good an answer."""
    bills = park.bills()
    paid = list(Payment.objects.order_by("number"))
    amount = D(chance.randrange(1, 2_500_000)) / 100
    act = chance.randrange(9)
    if act == 0:
        park.charge(f"m-{number}", f"{amount:.2f}")
    elif act == 1:
        park.run(date(2026, 9, 1) if chance.random() < 0.3 else date(2026, chance.randrange(9, 13), 2))
    elif act in (2, 3):
        pay(park, f"{amount:.2f}", free=chance.random() < 0.3)
    elif act == 4 and bills:
        note = billing.propose_credit(
            actor=park.staff,
            bill_id=chance.choice(bills).id,
            reason="x",
            line_ids=[chance.choice(list(chance.choice(bills).lines.all())).id] if chance.random() < 0.7 else None,
        )
        if note.state == "proposed":
            billing.decide_credit(actor=park.manager, credit_id=note.id, issued=chance.random() < 0.7)
    elif act == 5 and paid:
        receivables.allocate_payment(actor=park.staff, payment_id=chance.choice(paid).id)
    elif act == 6 and paid and bills:
        receivables.release_allocation(
            actor=park.staff,
            payment_id=chance.choice(paid).id,
            bill_id=chance.choice(bills).id,
            amount=amount,
            reason="x",
        )
    elif act == 7 and paid:
        receivables.reverse_payment(actor=park.staff, payment_id=chance.choice(paid).id, reason="x")
    elif act == 8 and paid and bills:
        kind = chance.choice(list(PayoutKind))
        refund = kind is PayoutKind.REFUND
        payout = receivables.propose_payout(
            actor=park.staff,
            kind=kind,
            payment_id=chance.choice(paid).id if refund else None,
            bill_id=None if refund else chance.choice(bills).id,
            amount=min(amount, D("700.00")),
            reason="x",
        )
        assert payout.state == "done"


@pytest.mark.parametrize("seed", range(6))
def test_what_is_open_is_bills_less_credits_less_allocations(park: Park, seed: int) -> None:
    chance = random.Random(seed)
    park.lease(terms=(RENT, DEPOSIT, PARKING))
    for number in range(60):
        try:
            step(park, chance, number)
        except (Refused, billing.BillLine.DoesNotExist):
            continue
    bills, notes = total(Bill.objects), total(CreditNote.objects.filter(state="issued"))
    allocated = total(Allocation.objects, "amount")
    assert total(Claim.objects, "open") == bills - notes - allocated
    for claim in Claim.objects.all():
        assert claim.paid == total(Allocation.objects.filter(bill_id=claim.bill_id), "amount")
        assert claim.credited == total(CreditNote.objects.filter(bill_id=claim.bill_id, state="issued"))
    for payment in Payment.objects.all():
        assert payment.allocated == total(Allocation.objects.filter(payment=payment), "amount")
        assert 0 <= payment.free <= payment.amount
    vouchers = receivables.journal(organisation_id=park.operator.id, since=SINCE, until=UNTIL)
    assert vouchers
    assert {each.difference for each in vouchers} == {D(0)}
    sums: dict[str, Decimal] = {}
    for posting in (each for voucher in vouchers for each in voucher.postings):
        sums[posting.account] = sums.get(posting.account, D(0)) + posting.amount
    assert sums.get("receivable", D(0)) == total(Claim.objects, "open")
    assert -sums.get("advance", D(0)) == total(Payment.objects.filter(state="received"), "free")
    stand = receivables.standing(park.tenant.id, date(2026, 11, 22))
    found = receivables.statement(organisation_id=park.operator.id, debtor_id=park.tenant.id, since=SINCE, until=UNTIL)
    assert (stand.open, stand.free) == (total(Claim.objects, "open"), -sums.get("advance", D(0)))
    # a deposit that was used is no money that came in
    assert found.closing == stand.balance


def test_the_journal_is_a_file_that_balances(park: Park) -> None:
    park.lease(terms=(RENT, DEPOSIT))
    park.run(date(2026, 9, 1))
    pay(park, "30000.00")
    content = receivables.journal_csv(
        actor=park.staff, organisation_id=park.operator.id, since=SINCE, until=date(2026, 11, 22)
    )
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [
        (each["account"], each["debit"], each["credit"]) for each in rows if each["voucher"] == "B-2026-000001"
    ] == [
        ("1122", "30000.00", ""),
        ("2241", "", "20000.00"),
        ("222101", "", "825.69"),
        ("6051", "", "9174.31"),
    ]
    assert sum(D(each["debit"] or 0) for each in rows) == sum(D(each["credit"] or 0) for each in rows)
    with pytest.raises(NotAllowed):
        receivables.journal_csv(actor=park.member, organisation_id=park.operator.id, since=SINCE, until=UNTIL)
    with pytest.raises(Refused, match=r"receivables\.journal\.days"):
        receivables.journal_csv(actor=park.staff, organisation_id=park.operator.id, since=UNTIL, until=SINCE)


def test_a_request_for_an_e_invoice_holds_what_was_sold_and_no_deposit(park: Park) -> None:
    park.lease(terms=(RENT, DEPOSIT, PARKING))
    park.run(date(2026, 9, 1))
    [bill] = park.bills()
    billing.propose_credit(actor=park.staff, bill_id=bill.id, reason="x", line_ids=[bill.lines.get(term="parking").id])
    said = requested(park)
    assert said["format"] == "cellpark.einvoice-request/2"
    blue, red = said["requests"]
    assert (blue["kind"], blue["bill"], blue["buyer"]["name"]) == ("blue", bill.number, park.tenant.name_zh)
    # the bill as it was issued; what was taken back is asked for in red, and refers to it
    assert [(each["kind"], each["net"], each["tax"], each["tax_rate"]) for each in blue["lines"]] == [
        ("rent", "9174.31", "825.69", "0.090000"),
        ("service", "314.46", "18.87", "0.060000"),
    ]
    assert (red["kind"], red["bill"], red["credit"], red["reason"]) == ("red", bill.number, "C-2026-000001", "x")
    assert [(each["kind"], each["net"], each["tax"]) for each in red["lines"]] == [("service", "-314.46", "-18.87")]


def requested(park: Park) -> dict[str, Any]:
    found = receivables.invoice_requests(
        actor=park.staff, organisation_id=park.operator.id, since=date(2026, 1, 1), until=date(2026, 12, 31)
    )
    said: dict[str, Any] = orjson.loads(JsonRequests().write(found))
    return said


def test_the_file_of_requests_says_which_kinds_of_lines_have_no_code(park: Park) -> None:
    """A code holds from its day on; bills that were issued before have the one of then."""
    park.lease(terms=(RENT, PARKING))
    park.run(date(2026, 9, 1))

    def code(kind: LineKind, digits: str, since: date) -> None:
        receivables.set_tax_code(actor=park.manager, kind=kind, code=digits * 19, since=since, name="short")

    [bill] = park.bills()
    assert [each for each in requested(park)["check"] if each["missing"] == "no_tax_code"] == [
        {"missing": "no_tax_code", "of": "rent", "numbers": [bill.number]},
        {"missing": "no_tax_code", "of": "service", "numbers": [bill.number]},
    ]
    code(LineKind.RENT, "1", date(2026, 1, 1))
    code(LineKind.RENT, "2", date(2026, 11, 22))
    code(LineKind.SERVICE, "3", date(2026, 11, 23))
    said = requested(park)
    assert [(each["tax_code"], each["tax_name"]) for each in said["requests"][0]["lines"]] == [
        ("2" * 19, "short"),
        ("", ""),
    ]
    assert {(each["missing"], each["of"]) for each in said["check"]} >= {("no_tax_code", "service")}
    with pytest.raises(Refused, match=r"receivables\.tax_code\.malformed"):
        code(LineKind.RENT, "x", date(2026, 1, 1))
    with pytest.raises(Refused, match=r"receivables\.tax_code\.kind"):
        code(LineKind.DEPOSIT, "1", date(2026, 1, 1))
    with pytest.raises(NotAllowed):
        receivables.set_tax_code(actor=park.staff, kind=LineKind.RENT, code="1" * 19, since=date(2026, 1, 1))


@pytest.mark.usefixtures("durable")
def test_the_tables_of_money_are_made_again_from_the_ledger(clock: FixedClock) -> None:
    """P11-5a: rebuild --check finds nothing that the ledger does not say, and names what somebody changed."""
    with use_scope(EVERYTHING):
        park = make_park()
        park.lease(terms=(RENT, DEPOSIT, PARKING))
        park.charge("m-1")
        park.run()
        pay(park, "41000.00")
        bill = park.bills()[0]
        billing.propose_credit(
            actor=park.staff, bill_id=bill.id, reason="x", line_ids=[bill.lines.get(term="parking").id]
        )
        receivables.propose_payout(
            actor=park.staff, kind=PayoutKind.RETURN, bill_id=bill.id, amount=D("5.00"), reason="x"
        )
        receivables.send_reminder(actor=park.staff, organisation_id=park.operator.id, debtor_id=park.tenant.id)
        rebuilt = check_rebuild()
        ours = ("billing_", "receivables_")
        assert [each for each in rebuilt.differences if each.table.startswith(ours)] == []
        assert {name: count for name, count in rebuilt.rows.items() if name.startswith(ours)} == {
            "billing_bill": 3,
            "billing_creditnote": 1,
            "billing_charge": 1,
            "receivables_payment": 1,
            "receivables_allocation": 3,
            "receivables_payout": 1,
            "receivables_reminder": 1,
        }
        Payment.objects.update(amount=D("99999.00"))
        changed = {(each.table, each.columns) for each in check_rebuild().differences}
        assert ("receivables_payment", ("amount",)) in changed
