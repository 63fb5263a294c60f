"""Let a payment settle bills."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.receivables.allocating import Parts, allocate, allocate_oldest, lock_account
from cellpark.receivables.models import Payment
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.rules import parts_problems


def allocate_payment(*, actor: Actor, payment_id: UUID, parts: Parts | None = None) -> Payment:
    """Let what is free of a payment settle these parts of bills; without ``parts`` what was due first.

    Raises ``DoesNotExist``, ``Refused``: ``receivables.payment.short``, ``billing.claim.not_open``.
    """
    actor.require(ReceivablesPermission.RECORD)
    if parts is not None:
        refuse_any(parts_problems(parts))
    row: Payment = Payment.objects.get(id=payment_id)
    with transaction.atomic():
        lock_account(row.organisation_id, row.debtor_id)
        if parts is None:
            allocate_oldest(row, actor=actor)
        else:
            allocate(row, parts, actor=actor)
        row.refresh_from_db()
        return row
