"""Money that goes back, as rows and entries; every caller holds the lock of the debtor's account."""

from decimal import Decimal
from uuid import UUID

from django.db.models import F, Sum

from cellpark.base.actor import Actor
from cellpark.billing.public import Bill, BillLine, Claim, CreditLine, CreditState, LineKind, account_stream, today
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import record
from cellpark.receivables.events import PayoutDone
from cellpark.receivables.models import Payment, Payout
from cellpark.receivables.receiving import Received, write_payment
from cellpark.receivables.states import PAYOUT_LIFECYCLE, Method, Origin, PaymentState, PayoutKind, PayoutState


def deposits_of(organisation_id: UUID, debtor_id: UUID | None = None) -> dict[UUID, Decimal]:
    """What is held of deposits, by the bill that asked for it.

    What is paid of a bill counts for its deposit first; what went back, was used, or is about to, is no longer held.
    """
    lines = BillLine.objects.filter(organisation_id=organisation_id, kind=LineKind.DEPOSIT, gross__gt=0)
    if debtor_id is not None:
        lines = lines.filter(bill__debtor_id=debtor_id)
    whole = dict(lines.order_by().values_list("bill_id").annotate(Sum("gross")))
    notes = CreditLine.objects.filter(line__in=lines, void=False, note__state=CreditState.ISSUED)
    credited = dict(notes.order_by().values_list("line__bill_id").annotate(Sum("gross")))
    asked: dict[UUID, Decimal] = {
        bill: total - credited.get(bill, Decimal(0)) for bill, total in whole.items() if total != credited.get(bill)
    }
    paid = dict(Claim.objects.filter(bill_id__in=asked).values_list("bill_id", "paid"))
    rows = Payout.objects.filter(bill_id__in=asked).exclude(state=PayoutState.DECLINED)
    gone = {row["bill_id"]: row["total"] for row in rows.order_by().values("bill_id").annotate(total=Sum("amount"))}
    return {bill: min(total, paid[bill]) - gone.get(bill, Decimal(0)) for bill, total in asked.items()}


def carry_out(payout: Payout, *, actor: Actor) -> Payout:
    """The money goes out, or becomes a payment. Raises ``Refused``: ``receivables.payout.less``."""
    payout.state = PAYOUT_LIFECYCLE.step(PayoutState(payout.state), "carry_out")
    if payout.kind == PayoutKind.REFUND:
        rows = Payment.objects.filter(id=payout.payment_id, state=PaymentState.RECEIVED, free__gte=payout.amount)
        if rows.update(refunded=F("refunded") + payout.amount) != 1:
            raise Refused(Problem("receivables.payout.less", {"amount": f"{payout.amount:f}"}, field="amount"))
    elif payout.kind == PayoutKind.SET_OFF:
        payout.made = write_payment(
            Received(received_on=today(), amount=payout.amount, method=Method.DEPOSIT),
            actor=actor,
            organisation_id=payout.organisation_id,
            debtor_id=payout.debtor_id,
            origin=Origin.SET_OFF,
        )
    payout.done_on, payout.decided_by = today(), actor.person_id
    payout.save(update_fields=["state", "made", "done_on", "decided_by"])
    event = PayoutDone(payout=payout.id, amount=payout.amount, day=payout.done_on)
    note(event, payout, actor=actor)
    return payout


def note(event: object, payout: Payout, *, actor: Actor, reason: str | None = None) -> None:
    """An entry in the account of the debtor."""
    stream = account_stream(payout.organisation_id, payout.debtor_id)
    record(stream=stream, event=event, actor=actor, organisation=payout.organisation_id, reason=reason)


def source_of(kind: PayoutKind, payment_id: UUID | None, bill_id: UUID | None) -> Payment | Bill:
    """The payment or the bill that money comes out of; raises ``DoesNotExist``."""
    refund = kind is PayoutKind.REFUND
    found: Payment | Bill = Payment.objects.get(id=payment_id) if refund else Bill.objects.get(id=bill_id)
    return found
