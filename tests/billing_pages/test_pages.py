"""Through the pages, as the park office and a tenant do it."""

import hashlib
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cellpark.access.public import LANGUAGE_COOKIE
from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.billing import public as billing
from cellpark.billing.public import Bill, CreditNote, Run
from cellpark.identity.public import Person
from cellpark.receivables.public import Payee, Payment, Payout, Reminder
from tests.billing.park import RENT, Park
from tests.pages.conftest import signed_in
from tests.pages.sending import form_at
from tests.receivables.money import pay, three_bills

DEPOSIT = {"key": "deposit", "kind": "deposit", "basis": "once", "rate": "20000.00"}


def reader(actor: Actor) -> Client:
    with use_scope(EVERYTHING):
        return signed_in(Person.objects.get(id=actor.person_id))


def send(client: Client, address: str, **sent: Any) -> Any:
    return client.post(address, form_at(client, address) | sent)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_park_office_looks_first_and_then_bills(park: Park) -> None:
    park.lease()
    office = reader(park.staff)
    start = f"{reverse('billing_run_start')}?until=2026-11-22"
    shown = text(office, start)
    assert "30,000.00" in shown
    assert Bill.objects.count() == 0
    answer = send(office, start, until="2026-11-22")
    assert answer.status_code == 303
    run = Run.objects.get()
    watching = office.get(answer["Location"])
    assert (run.state, watching["Refresh"]) == ("running", "3")
    # what the worker does with the entry of the start
    billing.continue_run(actor=park.staff, run_id=run.id)
    assert "Refresh" not in office.get(answer["Location"])
    listed = text(office, reverse("bills"))
    assert all(each.number in listed for each in Bill.objects.all())
    assert "There is nothing to bill up to this day." in text(office, start)


def test_a_bill_says_how_it_was_computed_and_prints(park: Park) -> None:
    bill = three_bills(park)[0]
    office = reader(park.staff)
    page = text(office, reverse("bill", args=[bill.id]))
    assert "10000.00 CNY a month \N{MULTIPLICATION SIGN} 1" in page
    assert "A-101" in page
    office.cookies[LANGUAGE_COOKIE] = "zh-hans"
    assert "\u903e\u671f" in text(office, reverse("bill", args=[bill.id]))
    paper = office.get(reverse("bill_pdf", args=[bill.id]))
    assert paper.content.startswith(b"%PDF-")


def test_money_comes_in_is_allocated_released_and_goes_back(park: Park) -> None:
    three_bills(park)
    office = reader(park.staff)
    enter = reverse("payment_enter")
    answer = send(
        office,
        enter,
        debtor=str(park.tenant.id),
        received_on="2026-11-20",
        amount="31000.00",
        method="bank",
        reference="T",
    )
    assert answer.status_code == 303
    payment = Payment.objects.get()
    assert payment.free == 1000
    again = send(
        office,
        enter,
        debtor=str(park.tenant.id),
        received_on="2026-11-20",
        amount="31000.00",
        method="bank",
        reference="T",
    )
    assert again.status_code == 422
    assert "entered before" in again.content.decode()
    first = Bill.objects.order_by("number")[0]
    send(
        office,
        reverse("payment_release", args=[payment.id]),
        bill=str(first.id),
        amount="10000.00",
        reason="meant for another bill",
    )
    assert Payment.objects.get().free == 11000
    send(office, reverse("payment_allocate", args=[payment.id]), bill=str(first.id), amount="500.00")
    send(office, reverse("payment_allocate", args=[payment.id]), bill="", amount="")
    assert Payment.objects.get().free == 1000
    send(office, reverse("payment_refund", args=[payment.id]), amount="1000.00", reason="asked for")
    assert Payment.objects.get().free == 0
    assert "31,000.00" in text(office, reverse("payment", args=[payment.id]))
    for name, said in (
        ("payment_reverse", "This payment cannot be reversed."),
        ("payment_refund", "Nothing of this payment is free."),
        ("payment_allocate", "There is nothing to allocate."),
    ):
        address = reverse(name, args=[payment.id])
        page = text(office, address)
        assert (said in page, "idempotency_key" in page) == (True, False), name
        # a form that was on its way meanwhile is refused, in words
        late = {"idempotency_key": str(uuid4()), "reason": "x", "amount": "1.00"}
        assert office.post(address, late).status_code == (303 if name == "payment_allocate" else 422), name


def test_two_people_take_a_bill_back(park: Park) -> None:
    bill = three_bills(park)[0]
    office, manager = reader(park.staff), reader(park.manager)
    line = bill.lines.get()
    send(office, reverse("bill_credit", args=[bill.id]), lines=[str(line.id)], reason="wrong room")
    note = CreditNote.objects.get()
    assert note.state == "proposed"
    assert "wrong room" in text(office, reverse("money_waiting"))
    assert office.get(reverse("credit_note", args=[note.id])).status_code == 403
    send(manager, reverse("credit_note", args=[note.id]), decision="yes")
    assert CreditNote.objects.get().state == "issued"
    assert "C-2026-000001" in text(office, reverse("bill", args=[bill.id]))


def test_a_deposit_goes_back_by_two_people(park: Park) -> None:
    park.lease(terms=(RENT, DEPOSIT))
    park.run(date(2026, 9, 1))
    [bill] = park.bills()
    pay(park, "30000.00")
    office, manager = reader(park.staff), reader(park.manager)
    assert "20,000.00" in text(office, reverse("bill_deposit", args=[bill.id]))
    send(office, reverse("bill_deposit", args=[bill.id]), kind="return", amount="20000.00", reason="moved out")
    payout = Payout.objects.get()
    deposit = text(office, reverse("bill_deposit", args=[bill.id]))
    assert ("Nothing is held of this deposit." in deposit, "a second person decides" in deposit) == (True, True)
    assert (reverse("money_waiting") in deposit, "idempotency_key" in deposit) == (True, False)
    page = text(manager, reverse("payout", args=[payout.id]))
    wanted = ("moved out", bill.number, "<del>20,000.00 CNY</del>", "<ins>0.00 CNY</ins>", 'value="yes"', 'value="no"')
    assert [each for each in wanted if each not in page] == []
    assert Person.objects.get(id=park.staff.person_id).name in page
    send(manager, reverse("payout", args=[payout.id]), decision="yes")
    assert Payout.objects.get().state == "done"
    assert 'value="yes"' not in text(manager, reverse("payout", args=[payout.id]))
    deposit = text(office, reverse("bill_deposit", args=[bill.id]))
    assert "It went back or was used." in deposit


def test_what_cannot_be_done_with_a_bill_says_so_in_place_of_a_form(park: Park) -> None:
    park.lease(terms=(RENT, DEPOSIT))
    park.run(date(2026, 9, 1))
    [bill] = park.bills()
    office, manager = reader(park.staff), reader(park.manager)
    assert "The deposit was not paid yet." in text(office, reverse("bill_deposit", args=[bill.id]))
    assert "Nothing of this bill was taken back" in text(manager, reverse("bill_again", args=[bill.id]))
    lines = [str(each) for each in bill.lines.values_list("id", flat=True)]
    send(office, reverse("bill_credit", args=[bill.id]), lines=lines, reason="wrong company")
    page = text(office, reverse("bill_credit", args=[bill.id]))
    assert ("No line of this bill is left to take back." in page, "idempotency_key" in page) == (True, False)
    note = CreditNote.objects.get()
    page = text(manager, reverse("credit_note", args=[note.id]))
    assert ("wrong company" in page, bill.number in page, "<ins>0.00 CNY</ins>" in page) == (True, True, True)


def test_an_amended_lease_is_looked_at_and_corrected(park: Park) -> None:
    lease = park.lease()
    park.run()
    park.version(lease, 2, date(2026, 11, 1), {**lease.versions.get().form, "terms": [{**RENT, "rate": "9000.00"}]})
    office = reader(park.staff)
    assert lease.number in text(office, reverse("billing_runs"))
    address = reverse("lease_correction", args=[lease.id])
    assert "9,000.00" in text(office, address)
    send(office, address, reason="rent was lowered")
    assert Bill.objects.filter(kind="correction").count() == 1
    assert "The bills say what the lease says." in text(office, address)


def test_amended_leases_whose_bills_are_right_push_no_other_one_off_the_list(park: Park) -> None:
    """Twenty-one were amended and say of what was billed what they said before; the last one costs less."""
    rows = [park.lease(f"L-{number:02}", until=date(2026, 12, 1)) for number in range(22)]
    park.run(date(2026, 9, 1))
    for each, rate in zip(rows, [*["10000.00"] * 21, "9000.00"], strict=True):
        form = {**each.versions.get().form, "since": "2026-09-15", "terms": [{**RENT, "rate": rate}]}
        park.version(each, 2, date(2026, 9, 15), form)
    page = text(reader(park.staff), reverse("billing_runs"))
    assert [each.number in page for each in rows] == [False] * 21 + [True]


def test_a_reminder_is_written_kept_and_printed(park: Park) -> None:
    three_bills(park)
    office = reader(park.staff)
    assert "First reminder" in text(office, reverse("reminders"))
    send(office, reverse("debtor_remind", args=[park.tenant.id]))
    row = Reminder.objects.get()
    assert office.get(reverse("reminder", args=[row.id])).content.startswith(b"%PDF-")
    assert "First reminder" in text(office, reverse("account", args=[park.tenant.id]))


def test_late_fees_are_looked_at_and_charged(park: Park) -> None:
    park.lease(late={"per_day": "0.0005"})
    park.run(date(2026, 9, 1))
    office = reader(park.staff)
    # 77 days from 6 September up to 22 November
    assert "385.00" in text(office, reverse("late_fees"))
    send(office, reverse("late_fees"))
    assert billing.Charge.objects.get().net == 385


def test_a_banks_file_is_shown_before_it_is_entered(park: Park) -> None:
    three_bills(park)
    office = reader(park.staff)
    content = b"date,amount,payer,reference\n2026-11-02,10000,Tenant,TX-1\n2026-11-03,7,Nobody,TX-2\n"
    address = reverse("payments_import")
    shown = send(office, address, file=SimpleUploadedFile("bank.csv", content)).content.decode()
    assert "Nobody with a lease or a bill is called" in shown
    assert Payment.objects.count() == 0
    refused = send(office, address, file=SimpleUploadedFile("bank.csv", content), enter="on")
    assert refused.status_code == 422
    good = b"date,amount,payer,reference\n2026-11-02,10000,Tenant,TX-1\n"
    assert send(office, address, file=SimpleUploadedFile("bank.csv", good), enter="on").status_code == 303
    assert Payment.objects.get().reference == "TX-1"


def test_the_books_are_files(park: Park) -> None:
    three_bills(park)
    office = reader(park.staff)
    assert "Journal" in text(office, reverse("money_export"))
    assert office.get(reverse("journal")).content.decode("utf-8-sig").startswith("day,voucher")
    assert len(office.get(reverse("invoice_requests")).json()["requests"]) == 3
    paper = office.get(reverse("debtor_statement", args=[park.tenant.id]))
    assert paper.content.startswith(b"%PDF-")


def test_a_tenant_sees_its_own_bills_and_account_and_nobody_elses(park: Park) -> None:
    mine = three_bills(park)[0]
    park.lease("L-2", tenant=park.other)
    park.run(date(2026, 11, 23))
    other = Bill.objects.filter(debtor_id=park.other.id)[0]
    pay(park, "100.00")
    member = reader(park.member)
    page = text(member, reverse("bills"))
    assert mine.number in page
    assert other.number not in page
    assert member.get(reverse("bill", args=[other.id])).status_code == 404
    assert member.get(reverse("bill_pdf", args=[other.id])).status_code == 404
    assert member.get(reverse("account", args=[park.other.id])).status_code == 404
    assert member.get(reverse("debtor_statement", args=[park.other.id])).status_code == 404
    own = member.get(reverse("own_account"))
    account = text(member, own["Location"])
    assert mine.number in account
    for name in ("receivables", "billing_runs", "payment_enter", "journal", "reminders"):
        assert member.get(reverse(name)).status_code == 403, name
    assert member.get(reverse("debtor_statement", args=[park.tenant.id])).content.startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["bills", "receivables", "payments", "money_waiting"])
def test_pages_ask_as_often_for_many_rows_as_for_few(park: Park, name: str) -> None:
    office = reader(park.staff)
    counts = []
    park.lease()
    park.run(date(2026, 10, 1))
    text(office, reverse(name))
    for size in (3, 30):
        have = Bill.objects.filter(kind="charges").count()
        for number in range(have, size):
            who = park.tenant if number % 2 else park.other
            park.charge(f"m-{number}", tenant=who)
            park.run(date(2026, 11, 1))
            pay(park, "1.00") if number % 2 and name == "payments" else None
        with CaptureQueriesContext(connection) as seen:
            text(office, reverse(name))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_long_account_is_paged_and_asks_no_more_than_a_short_one(park: Park) -> None:
    """Bills and payments are two tables: turning the pages of one leaves the other where it is."""
    office = reader(park.staff)
    account = reverse("account", args=[park.tenant.id])
    counts = []
    text(office, reverse("bills"))
    for size in (2, 27):
        for number in range(Bill.objects.count(), size):
            park.charge(f"m-{number}")
            park.run(date(2026, 11, 1))
            pay(park, "1.00")
        address = f"{account}?bills-size=25&payments-size=25"
        with CaptureQueriesContext(connection) as seen:
            first = text(office, address)
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert ("B-2026-000027" in first, "B-2026-000001" in first, "P-2026-000001" in first) == (True, False, False)
    last = text(office, f"{account}?bills-size=25&bills-page=last&payments-size=25")
    assert ("B-2026-000001" in last, "P-2026-000027" in last, "P-2026-000001" in last) == (True, True, False)
    taken = office.get(f"{account}?payments-export=csv")
    assert b"".join(taken.streaming_content).decode("utf-8-sig").count("P-2026-") == 27  # type: ignore[attr-defined]
    taken.close()


def test_lines_alike_are_asked_about_on_the_page(park: Park) -> None:
    three_bills(park)
    office, address = reader(park.staff), reverse("payments_import")
    content = b"date,amount,payer\n2026-11-02,10000,Tenant\n2026-11-02,10000,Tenant\n"

    def sent(**more: Any) -> Any:
        return office.post(address, form_at(office, address) | {"file": SimpleUploadedFile("b.csv", content)} | more)

    asked = sent(enter="on")
    shown = asked.content.decode()
    assert asked.status_code == 422
    assert ("Possibly the same" in shown, "like line 2, without a reference" in shown) == (True, True)
    assert Payment.objects.count() == 0
    digest = hashlib.sha256(content).hexdigest()
    assert digest in shown
    # an answer about another file is none
    assert sent(enter="on", asked="0" * 64, also=["3"]).status_code == 422
    assert sent(enter="on", asked=digest, also=["3"]).status_code == 303
    assert Payment.objects.count() == 2


def test_bills_say_where_to_pay_once_two_people_agreed(park: Park) -> None:
    bill = three_bills(park)[0]
    office, manager, member = reader(park.staff), reader(park.manager), reader(park.member)
    quoted = f"State the number {bill.number} as the purpose of the payment"
    before = office.get(reverse("bill_pdf", args=[bill.id])).content
    answer = send(
        office,
        reverse("payee_propose"),
        number="6222000000000001",
        holder_en="Example park",
        bank_en="Example bank",
        reason="first account",
    )
    assert answer.status_code == 303
    assert "6222 0000 0000 0001" in text(office, reverse("payee"))
    assert quoted not in text(member, reverse("bill", args=[bill.id]))
    row = Payee.objects.get()
    assert office.get(reverse("payee_decide", args=[row.id])).status_code == 403
    assert "6222 0000 0000 0001" in text(manager, reverse("payee_decide", args=[row.id]))
    send(manager, reverse("payee_decide", args=[row.id]), decision="yes")
    page = text(member, reverse("bill", args=[bill.id]))
    assert (quoted in page, "6222 0000 0000 0001" in page) == (True, True)
    assert len(member.get(reverse("bill_pdf", args=[bill.id])).content) > len(before)
    assert member.get(reverse("payee")).status_code == 403


def test_other_bank_details_begin_with_those_that_hold_and_are_withdrawn_before_others_are_written(park: Park) -> None:
    office, manager = reader(park.staff), reader(park.manager)
    propose = reverse("payee_propose")
    first = {"number": "6222000000000001", "holder_en": "Example park", "bank_en": "Example bank"}
    send(office, propose, **first, reason="first account")
    send(manager, reverse("payee_decide", args=[Payee.objects.get().id]), decision="yes")
    begun = form_at(office, propose)
    assert (begun["number"], begun["bank_en"]) == ("6222 0000 0000 0001", "Example bank")
    same = send(office, propose, reason="nothing else")
    assert (same.status_code, "Bills print these bank details already." in same.content.decode()) == (422, True)
    assert send(office, propose, number="6222 0000 0000 0002", reason="another branch").status_code == 303
    row = Payee.objects.get(state="proposed")
    for page in (text(office, reverse("payee")), text(manager, reverse("payee_decide", args=[row.id]))):
        wanted = ("<del>6222 0000 0000 0001</del>", "<ins>6222 0000 0000 0002</ins>", "another branch", "unchanged")
        assert [each for each in wanted if each not in page] == []
    waits = text(office, propose)
    assert ("wait for a second person already" in waits, "idempotency_key" in waits) == (True, False)
    withdraw = reverse("payee_withdraw", args=[row.id])
    assert (withdraw in text(office, reverse("payee")), withdraw in text(manager, reverse("payee"))) == (True, False)
    assert send(manager, withdraw).status_code == 422
    assert send(office, withdraw).status_code == 303
    assert Payee.objects.get(id=row.id).state == "withdrawn"
    assert "idempotency_key" in text(office, propose)
