"""Decide about money that another person wants to pay back."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.billing.public import give_back
from cellpark.kernel.problem import Problem, Refused
from cellpark.receivables.allocating import lock_account
from cellpark.receivables.events import PayoutDeclined
from cellpark.receivables.models import Payout
from cellpark.receivables.paying_out import carry_out, note
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.states import PAYOUT_LIFECYCLE, PayoutState


def decide_payout(*, actor: Actor, payout_id: UUID, done: bool) -> Payout:
    """Let the money go, or decline; never by whoever prepared it.

    Raises ``DoesNotExist``, ``Refused``: ``receivables.payout.own``, ``receivables.payout.less``, ``lifecycle.step``.
    """
    actor.require(ReceivablesPermission.APPROVE_PAYOUT)
    seen: Payout = Payout.objects.get(id=payout_id)
    with transaction.atomic():
        lock_account(seen.organisation_id, seen.debtor_id)
        row: Payout = Payout.objects.get(id=payout_id)
        state = PAYOUT_LIFECYCLE.step(PayoutState(row.state), "carry_out" if done else "decline")
        if row.proposed_by == actor.person_id:
            raise Refused(Problem("receivables.payout.own"))
        if done:
            return carry_out(row, actor=actor)
        row.state, row.decided_by = state, actor.person_id
        row.save(update_fields=["state", "decided_by"])
        if row.bill_id is not None:
            give_back(bill_id=row.bill_id, amount=-row.amount)
        note(PayoutDeclined(payout=row.id), row, actor=actor)
        return row
