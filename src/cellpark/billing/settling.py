"""What payments and returns do to bills; ``cellpark.receivables`` calls it under the lock of the debtor's account."""

from decimal import Decimal
from uuid import UUID

from django.db.models import F

from cellpark.billing.models import Claim
from cellpark.kernel.problem import Problem, Refused


def settle(*, bill_id: UUID, amount: Decimal) -> None:
    """Count ``amount`` as paid of a bill; below nothing it is taken off again.

    The row moves only while that much is open, so that no two payments settle the same debt, whoever forgot a lock.
    Raises ``Refused``: ``billing.claim.not_open``.
    """
    rows = Claim.objects.filter(bill_id=bill_id)
    fitting = rows.filter(open__gte=amount) if amount > 0 else rows.filter(paid__gte=-amount)
    if fitting.update(paid=F("paid") + amount) != 1:
        raise Refused(Problem("billing.claim.not_open", {"amount": f"{amount:f}"}, field="amount"))


def give_back(*, bill_id: UUID, amount: Decimal) -> None:
    """Count ``amount`` of the deposit of a bill as returned, used or about to be; below nothing it is held again."""
    Claim.objects.filter(bill_id=bill_id).update(returned=F("returned") + amount)
