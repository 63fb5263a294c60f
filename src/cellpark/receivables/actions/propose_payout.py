"""Pay back what was overpaid, or a deposit."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, Sum

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.billing.public import CREDIT_ALONE_DAYS, give_back, today
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.receivables.allocating import lock_account
from cellpark.receivables.events import PayoutProposed
from cellpark.receivables.models import Payment, Payout
from cellpark.receivables.paying_out import carry_out, deposits_of, note, source_of
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.rules import PAYOUT_ALONE_MAX, amount_problems, reason_problems
from cellpark.receivables.states import PayoutKind, PayoutState


def propose_payout(
    *,
    actor: Actor,
    kind: PayoutKind,
    amount: Decimal,
    reason: str,
    payment_id: UUID | None = None,
    bill_id: UUID | None = None,
) -> Payout:
    """Pay back a part of a payment that settles nothing (``payment_id``), or of the deposit of a bill (``bill_id``).

    A set-off makes the deposit a payment that then settles bills. Up to ``PAYOUT_ALONE_MAX``, with what
    single people paid back to this debtor within ``CREDIT_ALONE_DAYS``, it is done at once, over it a second person
    decides. Raises ``DoesNotExist``, ``Refused``: ``receivables.payout.less``.
    """
    actor.require(ReceivablesPermission.PREPARE_PAYOUT)
    refuse_any([*amount_problems(amount), *reason_problems(reason)])
    source = source_of(kind, payment_id, bill_id)
    with transaction.atomic():
        lock_account(source.organisation_id, source.debtor_id)
        if isinstance(source, Payment):
            source.refresh_from_db()
            there = source.free
        else:
            there = deposits_of(source.organisation_id, source.debtor_id).get(source.id, Decimal(0))
        if amount > there:
            raise Refused(Problem("receivables.payout.less", {"amount": f"{amount:f}"}, field="amount"))
        row = Payout(
            id=new_id(),
            organisation_id=source.organisation_id,
            parties=source.parties,
            kind=kind,
            debtor_id=source.debtor_id,
            payment_id=payment_id if kind is PayoutKind.REFUND else None,
            bill_id=None if kind is PayoutKind.REFUND else bill_id,
            amount=amount,
            reason=reason,
            proposed_by=actor.person_id,
            proposed_at=now(),
        )
        row.save(force_insert=True)
        if row.bill_id is not None:
            give_back(bill_id=row.bill_id, amount=amount)
        event = PayoutProposed(payout=row.id, kind=kind.value, payment=row.payment_id, bill=row.bill_id, amount=amount)
        note(event, row, actor=actor, reason=reason)
        return carry_out(row, actor=actor) if amount + _alone(row) <= PAYOUT_ALONE_MAX else row


def _alone(payout: Payout) -> Decimal:
    """What single people paid back to the same debtor lately, and whenever it was of the same payment or deposit.

    In parts, and spread over what a debtor paid, it is not less.
    """
    rows = Payout.objects.filter(
        organisation_id=payout.organisation_id, debtor_id=payout.debtor_id, state=PayoutState.DONE
    )
    lately = Q(done_on__gt=today() - timedelta(days=CREDIT_ALONE_DAYS))
    same = Q(payment_id=payout.payment_id, bill_id=payout.bill_id)
    alone = rows.filter(lately | same).filter(Q(decided_by=F("proposed_by")) | Q(decided_by=None))
    return alone.aggregate(total=Sum("amount"))["total"] or Decimal(0)
