"""Take a bill back, whole or by line."""

from collections.abc import Collection
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, Sum

from cellpark.base.actor import Actor
from cellpark.billing.crediting import issue, lock_bill, propose, standing_lines
from cellpark.billing.models import Bill, BillLine, CreditNote
from cellpark.billing.permissions import BillingPermission
from cellpark.billing.rules import CREDIT_ALONE_MAX, reason_problems
from cellpark.billing.states import CreditState
from cellpark.kernel.problem import Problem, Refused, refuse_any


def propose_credit(*, actor: Actor, bill_id: UUID, reason: str, line_ids: Collection[UUID] | None = None) -> CreditNote:
    """Prepare a credit note for these lines, or for all that still stand; a bill itself is never changed.

    Up to ``CREDIT_ALONE_MAX`` of a bill it is issued at once; over it a second person decides. Raises ``DoesNotExist``
    for a bill or a line out of sight, ``Refused``: ``billing.credit.nothing``, ``billing.credit.line_gone``.
    """
    actor.require(BillingPermission.PREPARE_CREDIT)
    refuse_any(reason_problems(reason))
    bill: Bill = Bill.objects.get(id=bill_id)
    with transaction.atomic():
        lock_bill(bill)
        standing = standing_lines(bill)
        lines = standing if line_ids is None else _chosen(bill, standing, line_ids)
        note = propose(bill, lines, actor=actor, reason=reason)
        return issue(note, actor=actor) if note.gross + _alone(bill) <= CREDIT_ALONE_MAX else note


def _alone(bill: Bill) -> Decimal:
    """What single people credited of a bill: in parts it is not less."""
    rows = bill.credits.filter(state=CreditState.ISSUED, correcting=False)
    alone = rows.filter(Q(decided_by=F("proposed_by")) | Q(decided_by=None))
    return alone.aggregate(total=Sum("gross"))["total"] or Decimal(0)


def _chosen(bill: Bill, standing: list[BillLine], wanted: Collection[UUID]) -> list[BillLine]:
    found = [each for each in standing if each.id in set(wanted)]
    if len(found) != len(set(wanted)):
        if bill.lines.filter(id__in=wanted).count() != len(set(wanted)):
            raise BillLine.DoesNotExist
        raise Refused(Problem("billing.credit.line_gone", {"number": bill.number}, field="line_ids"))
    return found
