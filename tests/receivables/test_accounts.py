"""How a debtor stands: ageing, deposits, late fees, reminders, statements, the bank's file."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cellpark.base.scope import use_scope
from cellpark.billing import public as billing
from cellpark.billing.public import Bill, Charge, Claim
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.receivables import public as receivables
from cellpark.receivables.public import BUCKETS, Payment, PayoutKind, Reminder
from cellpark.receivables.rules import bucket_days
from tests.billing.park import RENT, Park
from tests.people import organisation
from tests.receivables.money import DAY, opens, pay, three_bills

D = Decimal
DUE = date(2026, 1, 31)


@pytest.mark.parametrize(
    ("late", "name"),
    [
        *((-1, "not_due"), (0, "not_due"), (1, "to_30"), (30, "to_30"), (31, "to_60"), (60, "to_60"), (61, "to_90")),
        *((90, "to_90"), (91, "over_90"), (900, "over_90")),
    ],
)
def test_a_debt_ages_by_days_after_its_due_day(late: int, name: str) -> None:
    days = bucket_days(DUE + timedelta(days=late))
    found = [each for each, (since, until) in days.items() if (since or DUE) <= DUE and (until is None or until > DUE)]
    assert found == [name]


def test_the_ageing_says_who_owes_what_and_how_long(park: Park) -> None:
    three_bills(park)
    [row] = receivables.ageing(date(2026, 11, 22), organisation_id=park.operator.id)
    assert dict(row.buckets) == dict.fromkeys(BUCKETS, D(0)) | {
        "to_30": D("10000.00"),
        "to_60": D("10000.00"),
        "to_90": D("10000.00"),
    }
    assert (row.open, row.overdue, row.oldest) == (D("30000.00"), D("30000.00"), date(2026, 9, 5))


def test_a_deposit_is_held_once_it_is_paid_and_goes_back_by_two_people(park: Park) -> None:
    deposit = {"key": "deposit", "kind": "deposit", "basis": "once", "rate": "20000.00"}
    park.lease(terms=(RENT, deposit))
    park.run(date(2026, 9, 1))
    [bill] = park.bills()
    assert receivables.deposits_of(park.operator.id) == {bill.id: D(0)}
    pay(park, "15000.00")
    assert receivables.deposits_of(park.operator.id, park.tenant.id) == {bill.id: D("15000.00")}
    pay(park, "15000.00")
    assert receivables.deposits_of(park.operator.id) == {bill.id: D("20000.00")}
    used = receivables.propose_payout(
        actor=park.staff, kind=PayoutKind.SET_OFF, bill_id=bill.id, amount=D("4000.00"), reason="last rent"
    )
    assert used.made is not None
    assert (used.made.method, used.made.free) == ("deposit", D("4000.00"))
    rest = receivables.propose_payout(
        actor=park.staff, kind=PayoutKind.RETURN, bill_id=bill.id, amount=D("16000.00"), reason="moved out"
    )
    assert rest.state == "proposed"
    # what is about to go back is promised already
    assert receivables.deposits_of(park.operator.id) == {bill.id: D(0)}
    receivables.decide_payout(actor=park.manager, payout_id=rest.id, done=True)
    assert receivables.deposits_of(park.operator.id) == {bill.id: D(0)}
    with pytest.raises(Refused, match=r"receivables\.payout\.less"):
        receivables.propose_payout(
            actor=park.staff, kind=PayoutKind.RETURN, bill_id=bill.id, amount=D("0.01"), reason="more"
        )


def test_late_fees_follow_the_lease_once_a_month_and_bear_none(park: Park, clock: FixedClock) -> None:
    """docs/rent.md: 10,000 due, 5 days of grace, 0.05 % a day; 4,000 paid on the 16th day: 45.00 + 45.00."""
    park.lease(late={"per_day": "0.0005", "grace_days": 5})
    park.run(date(2026, 9, 1))
    [bill] = park.bills()
    assert bill.due == date(2026, 9, 5)
    # late from 11 September; 9 days on 10,000.00, then 15 days on 6,000.00
    pay(park, "4000.00", on=date(2026, 9, 20))
    [charge] = receivables.bill_late_fees(actor=park.staff, organisation_id=park.operator.id, until=date(2026, 10, 5))
    assert (charge.net, charge.tax, charge.since) == (D("90.00"), D(0), date(2026, 9, 11))
    assert receivables.bill_late_fees(actor=park.staff, organisation_id=park.operator.id, until=date(2026, 10, 5)) == []
    [more] = receivables.bill_late_fees(actor=park.staff, organisation_id=park.operator.id, until=date(2026, 11, 5))
    # 31 further days on 6,000.00
    assert more.net == D("93.00")
    park.run(date(2026, 11, 22))
    lines = billing.BillLine.objects.filter(kind="late_fee")
    assert sum(each.gross for each in lines) == D("183.00")
    assert Charge.objects.filter(source_kind="late_fee").count() == 2


def test_a_late_fee_that_was_let_go_does_not_come_again_with_the_next_one(park: Park, clock: FixedClock) -> None:
    """5.00 a day; what was waived on 22 November stays waived, and on 22 December the days since are owed."""
    park.lease(until=date(2026, 10, 1), late={"per_day": "0.0005"})
    park.run()
    [waived] = receivables.bill_late_fees(actor=park.staff, organisation_id=park.operator.id)
    billing.reverse_charge(actor=park.staff, charge=waived, reason="goodwill")
    clock.advance(timedelta(days=30))
    [later] = receivables.bill_late_fees(actor=park.staff, organisation_id=park.operator.id)
    assert later.net == D("150.00")


def test_a_late_fee_that_was_taken_back_since_the_payment_turned_up_lets_go_no_more(
    park: Park, clock: FixedClock
) -> None:
    """All but 1,000 was paid on 10 September: 0.50 a day is owed since, and what it came to was waived with the fee."""
    park.lease(until=date(2026, 10, 1), late={"per_day": "0.0005"})
    park.run()
    [wrong] = receivables.bill_late_fees(actor=park.staff, organisation_id=park.operator.id)
    billing.reverse_charge(actor=park.staff, charge=wrong, reason="was paid")
    pay(park, "9000.00", on=date(2026, 9, 10))
    clock.advance(timedelta(days=30))
    [later] = receivables.bill_late_fees(actor=park.staff, organisation_id=park.operator.id)
    assert later.net == D("15.00")


def test_reminders_follow_one_another_in_three_steps(park: Park, clock: FixedClock) -> None:
    park.lease()
    park.run(date(2026, 9, 1))

    def send() -> Reminder:
        return receivables.send_reminder(actor=park.staff, organisation_id=park.operator.id, debtor_id=park.tenant.id)

    first = send()
    assert (first.step, first.amount, first.bills) == (1, D("10000.00"), [park.bills()[0].id])
    assert "B-2026-000001  2026-09-05  10,000.00" in first.text_zh
    assert first.text_en.startswith("To Tenant:")
    with pytest.raises(Refused, match=r"receivables\.reminder\.none"):
        send()
    for step in (2, 3):
        clock.advance(timedelta(days=7))
        assert send().step == step
    clock.advance(timedelta(days=7))
    with pytest.raises(Refused, match=r"receivables\.reminder\.none"):
        send()


def test_nobody_is_reminded_of_what_is_paid(park: Park) -> None:
    three_bills(park)
    pay(park, "30000.00")
    assert receivables.reminders_due(organisation_id=park.operator.id, day=date(2026, 11, 22)) == []


def test_a_statement_ends_where_the_account_stands(park: Park) -> None:
    three_bills(park)
    pay(park, "14000.00")
    found = receivables.statement(
        organisation_id=park.operator.id, debtor_id=park.tenant.id, since=date(2026, 11, 21), until=date(2026, 11, 22)
    )
    assert found.opening == D("-14000.00")
    assert [(each.kind, each.balance) for each in found.movements] == [
        ("bill", D("-4000.00")),
        ("bill", D("6000.00")),
        ("bill", D("16000.00")),
    ]
    assert found.closing == receivables.standing(park.tenant.id, DAY).balance == sum(opens())


HEAD = "\u4ea4\u6613\u65e5\u671f,\u8d37\u65b9\u91d1\u989d,\u5bf9\u65b9\u6237\u540d,\u6d41\u6c34\u53f7,\u6458\u8981\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_banks_file_is_looked_at_first_and_entered_once(park: Park, encoding: str) -> None:
    three_bills(park)
    text = (
        HEAD + '2026-11-02,"10,000.00",Tenant\u793a\u4f8b,TX-1,\n'
        "20261103,500.00,Somebody,TX-2,B-2026-000002\n"
        "2026/11/04,,Tenant,TX-3,fee\n"
        "2026-11-02,10000.00,Tenant\u793a\u4f8b,TX-1,again\n"
    )
    content = text.encode(encoding)
    dry = receivables.import_payments(actor=park.staff, organisation_id=park.operator.id, content=content, dry_run=True)
    assert [each.state for each in dry.rows] == ["new", "new", "outgoing", "twice"]
    assert (dry.amount, Payment.objects.count()) == (D("10500.00"), 0)
    receivables.import_payments(actor=park.staff, organisation_id=park.operator.id, content=content, dry_run=False)
    assert opens() == [D(0), D("9500.00"), D("10000.00")]
    again = receivables.import_payments(
        actor=park.staff, organisation_id=park.operator.id, content=content, dry_run=False
    )
    assert ([each.state for each in again.rows], len(again.payments)) == (["twice", "twice", "outgoing", "twice"], 0)


def test_a_bad_row_is_named_and_nothing_is_half_imported(park: Park) -> None:
    three_bills(park)
    content = (
        b"date,amount,payer,reference\n2026-11-02,10,Tenant,TX-1\nsoon,5,Tenant,TX-2\n"
        b"2026-11-02,x,Tenant,TX-3\n2026-11-02,7,Nobody,TX-4\n2027-11-02,7,Tenant,TX-5\n"
        b'2026-11-02,"1234,56",Tenant,TX-6\n'
    )
    dry = receivables.import_payments(actor=park.staff, organisation_id=park.operator.id, content=content, dry_run=True)
    assert [(each.line, each.problem.code) for each in dry.of("bad") if each.problem] == [
        (3, "receivables.import.day"),
        (4, "receivables.import.amount"),
        (5, "receivables.import.payer"),
        (6, "receivables.payment.future"),
        (7, "receivables.import.amount"),
    ]
    with pytest.raises(Refused, match=r"receivables\.import\.bad"):
        receivables.import_payments(actor=park.staff, organisation_id=park.operator.id, content=content, dry_run=False)
    assert Payment.objects.count() == 0


def test_a_payer_of_whom_there_are_two_is_asked_about(park: Park) -> None:
    """The money of one would settle what the other owes."""
    park.lease()
    park.lease("L-2", tenant=organisation("Tenant"))
    park.run()
    content = b"date,amount,payer,reference\n2026-11-02,100,Tenant,TX-1\n"
    dry = receivables.import_payments(actor=park.staff, organisation_id=park.operator.id, content=content, dry_run=True)
    assert [each.problem.code for each in dry.rows if each.problem] == ["receivables.import.payers"]


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01", b"name,money\nx,1\n", b"\xff\xff\xff", b'date,amount\n"' + b"x" * 140_000 + b'",1\n']
)
def test_what_is_no_statement_is_refused(park: Park, content: bytes) -> None:
    with pytest.raises(Refused, match=r"receivables\.import\.(unreadable|columns)"):
        receivables.import_payments(actor=park.staff, organisation_id=park.operator.id, content=content, dry_run=True)


def test_a_tenant_sees_its_own_account_and_no_other(park: Park) -> None:
    three_bills(park)
    park.lease("L-2", tenant=park.other)
    park.run(date(2026, 11, 23))
    pay(park, "1.00")
    with use_scope(park.member.scope):
        assert {each.debtor_id for each in Bill.objects.all()} == {park.tenant.id}
        assert {each.debtor_id for each in Claim.objects.all()} == {park.tenant.id}
        assert Payment.objects.count() == 1
        assert [each.debtor_id for each in receivables.ageing(date(2026, 11, 22))] == [park.tenant.id]
        assert receivables.standing(park.other.id, DAY).open == 0


def test_two_lines_alike_without_a_reference_are_asked_about(park: Park) -> None:
    """Two rents of one day are two lines at the bank; only a person knows whether they are two payments."""
    three_bills(park)
    row = "2026-11-02,10000,Tenant,,rent\n"
    content = ("date,amount,payer,reference,text\n" + row + "2026-11-03,50,Tenant,TX-9,\n" + row).encode()

    def read(*, also: list[int] | None = None, dry_run: bool = False) -> receivables.ImportReport:
        return receivables.import_payments(
            actor=park.staff, organisation_id=park.operator.id, content=content, dry_run=dry_run, also=also
        )

    def states(report: receivables.ImportReport) -> list[str]:
        return [each.state for each in report.rows]

    looked = read(dry_run=True)
    assert states(looked) == ["new", "new", "same"]
    assert (looked.rows[2].like, looked.rows[2].asked, looked.amount) == (2, True, D("10050.00"))
    with pytest.raises(Refused) as refused:
        read()
    assert [(each.code, each.params["lines"]) for each in refused.value.problems] == [
        ("receivables.import.same", "2 = 4")
    ]
    assert Payment.objects.count() == 0
    assert len(read(also=[4]).payments) == 3
    # read again, both are known, and nothing is asked
    again = read()
    assert (states(again), again.payments) == (["twice", "twice", "twice"], ())
    assert [each.entered for each in again.rows] == ["P-2026-000001", "P-2026-000002", "P-2026-000003"]
    # somebody may say that one is a third payment even so
    assert [each.amount for each in read(also=[4]).payments] == [D("10000.00")]


def test_a_line_like_a_payment_that_was_typed_without_a_reference_is_asked_about(park: Park) -> None:
    """Somebody typed it from a notice two days before; the bank's file brings it once more, with a reference."""
    three_bills(park)
    for _times in range(2):
        pay(park, "10000.00", on=DAY - timedelta(days=10), free=True)
    day = DAY - timedelta(days=8)
    rows = [(day, "10000"), (day, "10000"), (day, "10000"), (day, "9999"), (day + timedelta(days=4), "10000")]
    lines = [f"{on},{amount},Tenant,TX-{place},\n" for place, (on, amount) in enumerate(rows)]
    content = ("date,amount,payer,reference,text\n" + "".join(lines)).encode()

    def read(also: list[int] | None) -> receivables.ImportReport:
        return receivables.import_payments(
            actor=park.staff, organisation_id=park.operator.id, content=content, dry_run=False, also=also
        )

    with pytest.raises(Refused) as refused:
        read(None)
    assert [each.params["lines"] for each in refused.value.problems] == ["P-2026-000001 = 2, P-2026-000002 = 3"]
    made = read([3])
    assert [each.state for each in made.rows] == ["same", "new", "same", "new", "new"]
    assert [each.asked for each in made.rows] == [True, False, True, False, False]
    assert [each.amount for each in made.payments] == [D("10000.00"), D("9999.00"), D("10000.00")]


def test_a_line_alike_that_somebody_leaves_out_is_asked_about_the_next_time(park: Park) -> None:
    three_bills(park)
    content = b"date,amount,payer\n2026-11-02,10000,Tenant\n2026-11-02,10000,Tenant\n"

    def read(also: list[int] | None) -> receivables.ImportReport:
        return receivables.import_payments(
            actor=park.staff, organisation_id=park.operator.id, content=content, dry_run=False, also=also
        )

    assert len(read([]).payments) == 1
    with pytest.raises(Refused, match=r"receivables\.import\.same"):
        read(None)
    assert [each.state for each in read([]).rows] == ["twice", "same"]
    assert len(read([3]).payments) == 1
    assert Payment.objects.count() == 2
