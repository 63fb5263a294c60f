"""Bills, payments and accounts."""

import base64
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.billing import public as billing
from cellpark.billing.public import BillKind, today
from cellpark.billing.writing import BillDraft, draft_of_charge, write_bills
from cellpark.kernel.interval import Interval
from cellpark.leases.public import Lease, LeaseVersion
from cellpark.receivables import public as receivables
from cellpark.receivables.public import BankDetails, PayoutKind, Received
from tests.access.areas import code_of
from tests.access.sample import OK, Sample
from tests.people import HOUSE

BILL, CREDIT, RUN = {"bill_id": "bill"}, {"credit_id": "credit_note"}, {"run_id": "billing_run"}
PAYMENT, PAYOUT, ACCOUNT = {"payment_id": "payment"}, {"payout_id": "payout"}, {"debtor_id": "debtor"}
PAYEE = {"payee_id": "payee"}
LETTER, LEASE, CHARGE = {"reminder_id": "reminder"}, {"lease_id": "billed_lease"}, {"charge_id": "charge"}
# done, or refused for a reason that has nothing to do with rights
DONE = (200, 302, 303, 409, 422)
SAID = (200, 409, 422)


def form(args: dict[str, str] | None = None) -> Sample:
    return Sample(args or {}, own=OK, post=DONE)


def days(_side: Any) -> dict[str, Any]:
    return {"since": "2026-01-01", "until": "2026-12-31"}


ROUTES = {
    "bills": Sample(),
    "bill": Sample(BILL),
    "bill_pdf": Sample(BILL),
    "bill_credit": form(BILL),
    "bill_again": form(BILL),
    "bill_deposit": form(BILL),
    "credit_note": form(CREDIT),
    "billing_runs": Sample(),
    "billing_run_start": form(),
    "billing_run": Sample(RUN),
    "lease_correction": form(LEASE),
    "receivables": Sample(),
    "money_waiting": Sample(),
    "late_fees": form(),
    "reminders": Sample(),
    "payee": Sample(),
    "tax_codes": Sample(),
    "tax_code_set": form(),
    "payee_propose": form(),
    "payee_decide": form(PAYEE),
    "payee_withdraw": form(PAYEE),
    "money_export": Sample(),
    "journal": Sample(),
    "invoice_requests": Sample(),
    "reminder": Sample(LETTER),
    "own_account": Sample(own=(302,)),
    "account": Sample(ACCOUNT),
    "debtor_statement": Sample(ACCOUNT),
    "debtor_remind": form(ACCOUNT),
    "payments": Sample(),
    "payment_enter": form(),
    "payments_import": form(),
    "payment": Sample(PAYMENT),
    "payment_allocate": form(PAYMENT),
    "payment_release": form(PAYMENT),
    "payment_reverse": form(PAYMENT),
    "payment_refund": form(PAYMENT),
    "payout": form(PAYOUT),
}
SAME = {
    "bill_credit": "credit_a_bill",
    "bill_again": "bill_a_bill_again",
    "bill_deposit": "return_a_deposit",
    "credit_note": "decide_about_a_credit",
    "billing_run_start": "start_a_run",
    "lease_correction": "correct_a_lease",
    "late_fees": "charge_late_fees",
    "debtor_remind": "remind_a_debtor",
    "payment_enter": "enter_a_payment",
    "payments_import": "import_a_bank_file",
    "payment_allocate": "allocate_a_payment",
    "payment_release": "release_an_allocation",
    "payment_reverse": "reverse_a_payment",
    "payment_refund": "refund_a_payment",
    "payout": "decide_about_a_payout",
    "payee_propose": "write_payee_down",
    "tax_code_set": "set_a_tax_code",
    "payee_decide": "decide_about_a_payee",
    "payee_withdraw": "withdraw_a_payee",
}
ONLY_PROGRAMS = {"post_a_charge", "reverse_a_charge"}


def call(args: dict[str, str] | None = None, **body: Any) -> Sample:
    return Sample(args or {}, body=lambda _side: body, own=SAID)


FILE = base64.b64encode(b"date,amount,payer\n2026-01-02,5,Nobody\n").decode()
OPERATIONS = {
    "list_bills": Sample(),
    "get_bill": Sample(BILL),
    "credit_a_bill": call(BILL, reason="x"),
    "bill_a_bill_again": call(BILL, reason="x"),
    "decide_about_a_credit": call(CREDIT, agree=False),
    "list_runs": Sample(),
    "get_run": Sample(RUN),
    "preview_a_run": Sample(query=lambda _side: {"until": today().isoformat()}, query_names_nothing=True),
    "start_a_run": call(until="2999-01-01"),
    "correct_a_lease": call(LEASE, reason="x"),
    "post_a_charge": Sample(
        body=lambda side: {
            "debtor_id": str(side.organisation),
            "since": "2026-01-01",
            "until": "2026-02-01",
            "text_en": "Electricity",
            "net": "1.00",
            "source_kind": "meter",
            "source_id": "m",
        },
        own=SAID,
    ),
    "reverse_a_charge": call(CHARGE, reason="x"),
    "read_ageing": Sample(),
    "get_account": Sample(ACCOUNT),
    "read_statement": Sample(ACCOUNT, query=days),
    "list_payments": Sample(),
    "get_payment": Sample(PAYMENT),
    "enter_a_payment": Sample(
        body=lambda side: {"debtor_id": str(side.thing("debtor")), "received_on": "2026-01-02", "amount": "1.00"},
        own=(*SAID, 404),
        body_names_another=True,
    ),
    "import_a_bank_file": call(name="bank.csv", content=FILE),
    "allocate_a_payment": call(PAYMENT),
    "release_an_allocation": Sample(
        PAYMENT, body=lambda side: {"bill_id": str(side.thing("bill")), "amount": "0.01", "reason": "x"}, own=SAID
    ),
    "reverse_a_payment": call(PAYMENT, reason="x"),
    "refund_a_payment": call(PAYMENT, amount="0.01", reason="x"),
    "return_a_deposit": call(BILL, kind="return", amount="0.01", reason="x"),
    "decide_about_a_payout": call(PAYOUT, agree=False),
    "list_payees": Sample(),
    "list_tax_codes": Sample(),
    "set_a_tax_code": call(kind="rent", code="3040502020000000000", since="2026-01-01"),
    "write_payee_down": call(number="6222 0000 0000 0000", holder_en="x", bank_en="x", reason="x"),
    "decide_about_a_payee": call(PAYEE, agree=False),
    "withdraw_a_payee": call(PAYEE),
    "remind_a_debtor": Sample(ACCOUNT, own=SAID),
    "charge_late_fees": Sample(own=SAID),
    "read_journal": Sample(query=days, query_names_nothing=True),
    "read_invoice_requests": Sample(query=days, query_names_nothing=True),
}


SAID_OF_A_PAYEE = ("holder_zh", "holder_en", "bank_zh", "bank_en")
SAID_IN_A_LINE = ("term", "room", "awaits", "formula")
# closed lists, numbers of the house, digests, and who a row is shared with
NOT_WRITTEN = {
    "billing.Bill": {"currency", "kind", "lines_digest", "number", "parties"},
    "billing.BillLine": {"currency", "kind", "parties", "why"},
    "billing.Charge": {"currency", "parties", "source_kind", "state"},
    "billing.Claim": {"currency", "parties"},
    "billing.CreditLine": {"currency", "parties"},
    "billing.CreditNote": {"currency", "number", "parties", "state"},
    "billing.Run": {"state"},
    "billing.Series": {"kind"},
    "receivables.Allocation": {"parties"},
    "receivables.Payee": {"bic", "clearing", "number", "state"},
    "receivables.Payment": {"currency", "fingerprint", "method", "number", "origin", "parties", "state"},
    "receivables.Payout": {"currency", "kind", "parties", "state"},
    "receivables.Reminder": {"bills", "currency", "parties"},
    "receivables.TaxCode": {"code", "kind"},
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    """A bill of a lease that the organisation has with itself, with everything that hangs on it."""
    with use_scope(EVERYTHING):
        start = today() - timedelta(days=60)
        lease = Lease.objects.create(
            organisation_id=home.id,
            parties=[home.id],
            number=f"BL-{code_of(label)}",
            tenant_id=home.id,
            state="running",
            starts_on=start,
            ends_on=start + timedelta(days=365),
            notice_days=90,
        )
        LeaseVersion.objects.create(
            id=f"{lease.id}/1",
            organisation_id=home.id,
            parties=[home.id],
            lease=lease,
            number=1,
            state="agreed",
            since=start,
            until=lease.ends_on,
            text="",
            form={
                "format": "cellpark.lease/1",
                "lease": lease.number,
                "since": start.isoformat(),
                "until": lease.ends_on.isoformat(),
                "currency": "CNY",
                "cycle": {"every_months": 1},
                "terms": [{"key": "rent", "kind": "rent", "basis": "month", "rate": "100.00"}],
            },
            drafted_at=now(),
        )
        charge = billing.post_charge(
            actor=HOUSE,
            organisation_id=home.id,
            debtor_id=home.id,
            days=Interval(start, today()),
            text_zh=label,
            text_en=label,
            net=Decimal("20000.00"),
            tax=Decimal(0),
            source_kind="meter",
            source_id=label,
        )
        return {
            "billed_lease": lease.id,
            "charge": charge.id,
            "debtor": home.id,
            **_hanging(home, charge, label, start),
        }


def _hanging(home: Any, charge: Any, label: str, start: date) -> dict[str, Any]:
    with transaction.atomic():
        draft = BillDraft(
            kind=BillKind.CHARGES,
            debtor_id=home.id,
            since=start,
            until=today(),
            due=start + timedelta(days=5),
            lease_number=label,
            lines=(replace(draft_of_charge(charge), **dict.fromkeys(SAID_IN_A_LINE, label)),),
        )
        [bill] = write_bills([draft], actor=HOUSE, organisation_id=home.id, issued_on=today(), run_id=None)
    note = billing.propose_credit(actor=HOUSE, bill_id=bill.id, reason=label)
    payment = receivables.record_payment(
        actor=HOUSE,
        organisation_id=home.id,
        debtor_id=home.id,
        received=Received(received_on=today(), amount=Decimal("9000.00"), payer=label, reference=label, text=label),
        keep_free=True,
    )
    payout = receivables.propose_payout(
        actor=HOUSE, kind=PayoutKind.REFUND, payment_id=payment.id, amount=Decimal("8000.00"), reason=label
    )
    payee = receivables.propose_payee(
        actor=replace(HOUSE, organisation_id=home.id),
        details=BankDetails(number="6222000000000000", **dict.fromkeys(SAID_OF_A_PAYEE, label)),
        reason=label,
    )
    receivables.set_tax_code(
        actor=replace(HOUSE, organisation_id=home.id),
        kind=billing.LineKind.RENT,
        code="0" * 19,
        since=today(),
        name=label[:100],
    )
    letter = receivables.send_reminder(actor=HOUSE, organisation_id=home.id, debtor_id=home.id)
    run = billing.Run.objects.create(
        organisation_id=home.id,
        until=today(),
        issued_on=today(),
        state="done",
        started_at=now(),
        finished_at=now(),
        failures=[{"lease": str(home.id), "number": label, "code": "rent.file.field"}],
    )
    return {
        "bill": bill.id,
        "credit_note": note.id,
        "payment": payment.id,
        "payee": payee.id,
        "payout": payout.id,
        "reminder": letter.id,
        "billing_run": run.id,
    }
