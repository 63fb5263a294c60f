"""Take a payment off a bill again."""

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.receivables.allocating import lock_account, release
from cellpark.receivables.models import Payment
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.rules import amount_problems, reason_problems


def release_allocation(*, actor: Actor, payment_id: UUID, bill_id: UUID, amount: Decimal, reason: str) -> Payment:
    """So much of a payment no longer settles this bill and is free again; what was written stays.

    Raises ``DoesNotExist``, ``Refused``: ``receivables.allocation.less``.
    """
    actor.require(ReceivablesPermission.RECORD)
    refuse_any([*amount_problems(amount), *reason_problems(reason)])
    row: Payment = Payment.objects.get(id=payment_id)
    with transaction.atomic():
        lock_account(row.organisation_id, row.debtor_id)
        release(row, bill_id, amount, actor=actor, reason=reason)
        row.refresh_from_db()
        return row
