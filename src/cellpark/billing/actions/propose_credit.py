"""Take a bill back, whole or by line."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.billing.alone import credited_alone
from cellpark.billing.crediting import issue, lock_bill, propose, standing_lines
from cellpark.billing.models import Bill, BillLine, CreditNote
from cellpark.billing.permissions import BillingPermission
from cellpark.billing.rules import CREDIT_ALONE_MAX, reason_problems
from cellpark.kernel.problem import Problem, Refused, refuse_any


def propose_credit(*, actor: Actor, bill_id: UUID, reason: str, line_ids: Collection[UUID] | None = None) -> CreditNote:
    """Prepare a credit note for these lines, or for all that still stand; a bill itself is never changed.

    Up to ``CREDIT_ALONE_MAX`` it is issued at once, together with what single people credited of the bill and of the
    debtor (``credited_alone``); over it a second person decides. Raises ``DoesNotExist`` for a bill or a line out of
    sight, ``Refused``: ``billing.credit.nothing``, ``billing.credit.line_gone``.
    """
    actor.require(BillingPermission.PREPARE_CREDIT)
    refuse_any(reason_problems(reason))
    bill: Bill = Bill.objects.get(id=bill_id)
    with transaction.atomic():
        lock_bill(bill)
        standing = standing_lines(bill)
        lines = standing if line_ids is None else _chosen(bill, standing, line_ids)
        alone = credited_alone(bill.organisation_id, bill.debtor_id, bill=bill)
        note = propose(bill, lines, actor=actor, reason=reason)
        return issue(note, actor=actor) if note.gross + alone <= CREDIT_ALONE_MAX else note


def _chosen(bill: Bill, standing: list[BillLine], wanted: Collection[UUID]) -> list[BillLine]:
    found = [each for each in standing if each.id in set(wanted)]
    if len(found) != len(set(wanted)):
        if bill.lines.filter(id__in=wanted).count() != len(set(wanted)):
            raise BillLine.DoesNotExist
        raise Refused(Problem("billing.credit.line_gone", {"number": bill.number}, field="line_ids"))
    return found
