"""Payments, accounts and what accountants take along: what the pages do, for programs."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cellpark.access.public import actor_of, requires
from cellpark.billing.public import Bill, today
from cellpark.receivables import public as receivables
from cellpark.receivables.public import (
    ImportReport,
    JsonRequests,
    Method,
    Payment,
    Payout,
    PayoutKind,
    ReceivablesPermission,
    Received,
    Reminder,
)
from cellpark.web.api.calls import page
from cellpark.web.api.operation import operation
from cellpark.web.api.operations.billing_bills import once, operator
from cellpark.web.api.schemas.billing import (
    AllocationIn,
    BankFileIn,
    BillingPartIn,
    ChargeOut,
    DecisionIn,
    DepositIn,
    ImportOut,
    ImportRowOut,
    MovementOut,
    PaymentIn,
    PaymentOut,
    PayoutOut,
    RefundIn,
    ReleaseIn,
    ReminderOut,
    StandingOut,
    StatementOut,
)
from cellpark.web.api.schemas.lists import After, Limit
from cellpark.web.api.schemas.organisations import ReasonIn

TAG = "receivables"
SEE, OVERSEE, RECORD, REMIND, PREPARE, APPROVE, EXPORT = (
    requires(each)
    for each in (
        ReceivablesPermission.SEE,
        ReceivablesPermission.OVERSEE,
        ReceivablesPermission.RECORD,
        ReceivablesPermission.REMIND,
        ReceivablesPermission.PREPARE_PAYOUT,
        ReceivablesPermission.APPROVE_PAYOUT,
        ReceivablesPermission.EXPORT,
    )
)
PAYMENT, ACCOUNT = "payments/{payment_id}", "accounts/{debtor_id}"


@operation(
    "GET", "receivables", access=OVERSEE, answers={200: list[StandingOut]}, tag=TAG, summary=_("Read the ageing")
)
def read_ageing(request: HttpRequest, day: date | None = None) -> list[StandingOut]:
    """Everybody of whom something is open, by its age on a day (today)."""
    rows = receivables.ageing(day or today(), organisation_id=operator(request))
    return [_standing(each) for each in rows]


@operation("GET", ACCOUNT, access=SEE, answers={200: StandingOut}, tag=TAG, summary=_("Read an account"))
def get_account(request: HttpRequest, debtor_id: UUID) -> StandingOut:
    """How a debtor in sight stands."""
    _in_sight(request, debtor_id)
    return _standing(receivables.standing(debtor_id, today()))


@operation(
    "GET",
    f"{ACCOUNT}/statement",
    access=SEE,
    answers={200: StatementOut},
    tag=TAG,
    summary=_("Read a statement of account"),
)
def read_statement(request: HttpRequest, debtor_id: UUID, since: date, until: date) -> StatementOut:
    """Each movement with the balance after it."""
    _in_sight(request, debtor_id)
    first = Bill.objects.filter(debtor_id=debtor_id).first()
    house = operator(request) if first is None else first.organisation_id
    found = receivables.statement(organisation_id=house, debtor_id=debtor_id, since=since, until=until)
    return StatementOut(
        since=since,
        until=until,
        opening=found.opening,
        closing=found.closing,
        movements=[MovementOut.of(each) for each in found.movements],
    )


def _in_sight(request: HttpRequest, debtor_id: UUID) -> None:
    if actor_of(request).organisation_id != debtor_id and not receivables.has_account(debtor_id):
        raise Bill.DoesNotExist


def _standing(row: Any) -> StandingOut:
    named = {name: getattr(row, name) for name in StandingOut.model_fields if name != "buckets"}
    return StandingOut(**named, buckets=dict(row.buckets))


@operation("GET", "payments", access=SEE, answers={200: list[PaymentOut]}, tag=TAG, summary=_("List payments"))
def list_payments(
    request: HttpRequest, response: HttpResponse, after: After = None, limit: Limit = 50
) -> list[PaymentOut]:
    """The payments in sight."""
    rows = page(request, response, receivables.payments(), after=after, limit=limit)
    return [PaymentOut.of(row) for row in rows]


@operation("GET", PAYMENT, access=SEE, answers={200: PaymentOut}, tag=TAG, summary=_("Read a payment"))
def get_payment(request: HttpRequest, payment_id: UUID) -> PaymentOut:  # noqa: ARG001 -- ninja's signature
    """One payment in sight."""
    return PaymentOut.of(receivables.payments().get(id=payment_id))


@operation("POST", "payments", access=RECORD, answers={200: PaymentOut}, tag=TAG, summary=_("Enter a payment"))
def enter_a_payment(request: HttpRequest, response: HttpResponse, body: PaymentIn) -> PaymentOut:
    """It settles what was due first unless it says otherwise."""
    mine = operator(request)
    received = Received(
        received_on=body.received_on,
        amount=body.amount,
        method=Method(body.method),
        reference=body.reference,
        payer=body.payer,
        text=body.text,
    )
    made = once(
        request,
        response,
        lambda: receivables.record_payment(
            actor=actor_of(request),
            organisation_id=mine,
            debtor_id=body.debtor_id,
            received=received,
            parts=_parts(body.parts),
            keep_free=body.keep_free,
        ),
    )
    return PaymentOut.of(Payment.objects.get(id=made))


def _parts(parts: list[BillingPartIn] | None) -> list[tuple[UUID, Any]] | None:
    return None if parts is None else [(each.bill_id, each.amount) for each in parts]


@operation(
    "POST",
    "payments/import",
    access=RECORD,
    answers={200: ImportOut},
    tag=TAG,
    summary=_("Read a bank’s file"),
    keyed=False,
)
def import_a_bank_file(request: HttpRequest, body: BankFileIn) -> ImportOut:
    """What was entered before is left out, so that a repetition does no harm."""
    report = receivables.import_payments(
        actor=actor_of(request),
        organisation_id=operator(request),
        content=body.raw,
        dry_run=body.dry_run,
        also=body.also,
    )
    return _imported(report)


def _imported(report: ImportReport) -> ImportOut:
    rows = [
        ImportRowOut(
            line=each.line,
            state=each.state,  # type: ignore[arg-type]
            like=each.like,
            entered=each.entered,
            debtor_id=each.debtor_id,
            amount=None if each.received is None else each.received.amount,
            problem="" if each.problem is None else each.problem.code,
        )
        for each in report.rows
    ]
    return ImportOut(rows=rows, amount=report.amount, payments=[each.id for each in report.payments])


@operation(
    "POST", f"{PAYMENT}/allocate", access=RECORD, answers={200: PaymentOut}, tag=TAG, summary=_("Allocate a payment")
)
def allocate_a_payment(
    request: HttpRequest, response: HttpResponse, payment_id: UUID, body: AllocationIn
) -> PaymentOut:
    """To these bills, or to what was due first."""
    Payment.objects.get(id=payment_id)
    made = once(
        request,
        response,
        lambda: receivables.allocate_payment(actor=actor_of(request), payment_id=payment_id, parts=_parts(body.parts)),
    )
    return PaymentOut.of(Payment.objects.get(id=made))


@operation(
    "POST", f"{PAYMENT}/release", access=RECORD, answers={200: PaymentOut}, tag=TAG, summary=_("Release an allocation")
)
def release_an_allocation(
    request: HttpRequest, response: HttpResponse, payment_id: UUID, body: ReleaseIn
) -> PaymentOut:
    """So much is free again."""
    Payment.objects.get(id=payment_id)
    made = once(
        request,
        response,
        lambda: receivables.release_allocation(actor=actor_of(request), payment_id=payment_id, **body.model_dump()),
    )
    return PaymentOut.of(Payment.objects.get(id=made))


@operation(
    "POST", f"{PAYMENT}/reverse", access=RECORD, answers={200: PaymentOut}, tag=TAG, summary=_("Reverse a payment")
)
def reverse_a_payment(request: HttpRequest, response: HttpResponse, payment_id: UUID, body: ReasonIn) -> PaymentOut:
    """It never was."""
    Payment.objects.get(id=payment_id)
    made = once(
        request,
        response,
        lambda: receivables.reverse_payment(actor=actor_of(request), payment_id=payment_id, reason=body.reason),
    )
    return PaymentOut.of(Payment.objects.get(id=made))


@operation(
    "POST", f"{PAYMENT}/refund", access=PREPARE, answers={200: PayoutOut}, tag=TAG, summary=_("Pay back what is free")
)
def refund_a_payment(request: HttpRequest, response: HttpResponse, payment_id: UUID, body: RefundIn) -> PayoutOut:
    """Over the stated amount a second person decides."""
    Payment.objects.get(id=payment_id)
    return _payout(request, response, kind=PayoutKind.REFUND, payment_id=payment_id, **body.model_dump())


@operation(
    "POST", "bills/{bill_id}/deposit", access=PREPARE, answers={200: PayoutOut}, tag=TAG, summary=_("Return a deposit")
)
def return_a_deposit(request: HttpRequest, response: HttpResponse, bill_id: UUID, body: DepositIn) -> PayoutOut:
    """Pay it back, or let it pay a bill."""
    Bill.objects.get(id=bill_id)
    said = {"amount": body.amount, "reason": body.reason}
    return _payout(request, response, kind=PayoutKind(body.kind), bill_id=bill_id, **said)


def _payout(request: HttpRequest, response: HttpResponse, **said: Any) -> PayoutOut:
    made = once(request, response, lambda: receivables.propose_payout(actor=actor_of(request), **said))
    return PayoutOut.of(Payout.objects.get(id=made))


@operation(
    "POST",
    "payouts/{payout_id}/decide",
    access=APPROVE,
    answers={200: PayoutOut},
    tag=TAG,
    summary=_("Decide about a payout"),
)
def decide_about_a_payout(request: HttpRequest, response: HttpResponse, payout_id: UUID, body: DecisionIn) -> PayoutOut:
    """Never whoever prepared it."""
    Payout.objects.get(id=payout_id)
    made = once(
        request,
        response,
        lambda: receivables.decide_payout(actor=actor_of(request), payout_id=payout_id, done=body.agree),
    )
    return PayoutOut.of(Payout.objects.get(id=made))


@operation(
    "POST", f"{ACCOUNT}/remind", access=REMIND, answers={200: ReminderOut}, tag=TAG, summary=_("Send a reminder")
)
def remind_a_debtor(request: HttpRequest, response: HttpResponse, debtor_id: UUID) -> ReminderOut:
    """The letter that is due today."""
    mine = operator(request)
    _in_sight(request, debtor_id)
    made = once(
        request,
        response,
        lambda: receivables.send_reminder(actor=actor_of(request), organisation_id=mine, debtor_id=debtor_id),
    )
    return ReminderOut.of(Reminder.objects.get(id=made))


@operation(
    "POST",
    "receivables/late-fees",
    access=RECORD,
    answers={200: list[ChargeOut]},
    tag=TAG,
    summary=_("Charge late fees"),
    keyed=False,
)
def charge_late_fees(request: HttpRequest) -> list[ChargeOut]:
    """Once for each bill and month, so that a repetition does no harm."""
    made = receivables.bill_late_fees(actor=actor_of(request), organisation_id=operator(request))
    return [ChargeOut.of(each) for each in made]


@operation(
    "GET",
    "receivables/journal",
    access=EXPORT,
    answers={200: str},
    tag=TAG,
    summary=_("Read the journal as CSV"),
    refuses=(409,),
    file="text/csv",
)
def read_journal(request: HttpRequest, since: date, until: date) -> HttpResponse:
    """Double entries; every voucher balances."""
    content = receivables.journal_csv(
        actor=actor_of(request), organisation_id=operator(request), since=since, until=until
    )
    return HttpResponse(content, content_type="text/csv; charset=utf-8")


@operation(
    "GET",
    "receivables/e-invoices",
    access=EXPORT,
    answers={200: dict[str, Any]},
    tag=TAG,
    summary=_("Read requests for e-invoices"),
)
def read_invoice_requests(request: HttpRequest, since: date, until: date) -> HttpResponse:
    """A form of our own, compared with no official schema."""
    requests = receivables.invoice_requests(
        actor=actor_of(request), organisation_id=operator(request), since=since, until=until
    )
    return HttpResponse(JsonRequests().write(requests), content_type="application/json")
