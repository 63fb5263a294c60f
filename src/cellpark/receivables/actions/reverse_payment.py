"""Say that a payment never was."""

from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from cellpark.base.actor import Actor
from cellpark.billing.public import account_stream, today
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import record
from cellpark.receivables.allocating import lock_account, release
from cellpark.receivables.events import PaymentReversed
from cellpark.receivables.models import Allocation, Payment, Payout
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.rules import reason_problems
from cellpark.receivables.states import PAYMENT_LIFECYCLE, Origin, PaymentState, PayoutState


def reverse_payment(*, actor: Actor, payment_id: UUID, reason: str) -> Payment:
    """A payment was entered wrongly, or the bank took it back: what it settled is open again.

    Raises ``DoesNotExist``, ``Refused``: ``lifecycle.step``, ``receivables.payment.gone`` where some of it was paid
    back or is about to, or where it is a deposit that was used.
    """
    actor.require(ReceivablesPermission.RECORD)
    refuse_any(reason_problems(reason))
    seen: Payment = Payment.objects.get(id=payment_id)
    with transaction.atomic():
        lock_account(seen.organisation_id, seen.debtor_id)
        row: Payment = Payment.objects.get(id=payment_id)
        state = PAYMENT_LIFECYCLE.step(PaymentState(row.state), "reverse")
        waiting = Payout.objects.filter(payment=row, state=PayoutState.PROPOSED).exists()
        if row.refunded or waiting or row.origin == Origin.SET_OFF:
            raise Refused(Problem("receivables.payment.gone", {"number": row.number}))
        settled = Allocation.objects.filter(payment=row).values("bill_id").annotate(total=Sum("amount"))
        for each in settled.filter(total__gt=0).order_by("bill_id"):
            release(row, each["bill_id"], each["total"], actor=actor, reason=reason)
        row.refresh_from_db()
        row.state, row.reversed_on = state, today()
        row.save(update_fields=["state", "reversed_on"])
        stream = account_stream(row.organisation_id, row.debtor_id)
        event = PaymentReversed(payment=row.id)
        record(stream=stream, event=event, actor=actor, organisation=row.organisation_id, reason=reason)
        return row
