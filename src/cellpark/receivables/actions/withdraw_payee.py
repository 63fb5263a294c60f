"""Take back bank details about which nobody has decided yet."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream, record
from cellpark.receivables.events import PayeeWithdrawn
from cellpark.receivables.models import Payee
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.states import PAYEE_LIFECYCLE, PayeeState
from cellpark.receivables.streams import payee_stream


def withdraw_payee(*, actor: Actor, payee_id: UUID) -> Payee:
    """Bills keep the former account, and others may be written down; only by whoever wrote these down.

    Raises ``DoesNotExist``, ``Refused``: ``receivables.payee.another``, ``lifecycle.step``.
    """
    actor.require(ReceivablesPermission.PREPARE_PAYEE)
    seen: Payee = Payee.objects.get(id=payee_id)
    with transaction.atomic():
        lock_stream(payee_stream(seen.organisation_id))
        row: Payee = Payee.objects.get(id=payee_id)
        state = PAYEE_LIFECYCLE.step(PayeeState(row.state), "withdraw")
        if row.proposed_by != actor.person_id:
            raise Refused(Problem("receivables.payee.another"))
        row.state, row.decided_by, row.decided_at = state, actor.person_id, now()
        row.save(update_fields=["state", "decided_by", "decided_at"])
        event = PayeeWithdrawn(payee=row.id)
        record(stream=payee_stream(row.organisation_id), event=event, actor=actor, organisation=row.organisation_id)
        return row
