"""Correct the bills of a lease that says something else now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, pairwise
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.billing.crediting import issue, lock_bill, propose
from cellpark.billing.days import today
from cellpark.billing.drafting import LineDraft, difference, lines_of
from cellpark.billing.models import Bill, BillLine, CreditNote
from cellpark.billing.permissions import BillingPermission
from cellpark.billing.rules import CORRECTION_DUE_DAYS, reason_problems
from cellpark.billing.states import BillKind, LineKind
from cellpark.billing.streams import account_stream, run_stream
from cellpark.billing.writing import BillDraft, draft_of_line, write_bills
from cellpark.kernel.interval import Interval
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.leases.public import Lease, rent_lease
from cellpark.ledger.public import lock_stream


@dataclass(frozen=True, slots=True)
class LeaseDifference:
    """What to take back and what to bill instead so that the bills say what the lease says; empty when they do."""

    gone: tuple[BillLine, ...]
    instead: tuple[LineDraft, ...]

    @property
    def gross(self) -> Decimal:
        """What the debtor owes more; below nothing, less."""
        return sum((each.gross for each in self.instead), start=Decimal(0)) - sum(
            (each.gross for each in self.gone), start=Decimal(0)
        )


def lease_difference(lease: Lease) -> LeaseDifference:
    """The difference of what was billed of a lease and what it says of the same days now.

    What was taken back by hand counts as billed: nobody bills again what somebody let go.
    """
    rows = BillLine.objects.filter(lease_id=lease.id).exclude(kind__in=[LineKind.CHARGE, LineKind.LATE_FEE])
    rows = rows.exclude(credits__void=False, credits__note__correcting=True)
    billed = list(rows.order_by("bill_id", "position").select_related("bill"))
    terms = rent_lease(lease)
    now = [line for days in _billed_days(lease) for line in lines_of(terms, days)]
    gone, instead = difference([draft_of_line(each) for each in billed], now)
    let_go = set(BillLine.objects.filter(lease_id=lease.id, credits__void=False).values_list("id", flat=True))
    return LeaseDifference(tuple(billed[each] for each in gone if billed[each].id not in let_go), tuple(instead))


def _billed_days(lease: Lease) -> list[Interval[date]]:
    """The days that were billed, cut where bills end, so that lines compare with lines."""
    bills = Bill.objects.filter(lease_id=lease.id, kind=BillKind.PERIOD)
    ends = {lease.starts_on, *(day for pair in bills.values_list("since", "until") for day in pair)}
    return [Interval(start, end) for start, end in pairwise(sorted(ends))]


def correct_lease(*, actor: Actor, lease_id: UUID, reason: str) -> tuple[list[CreditNote], Bill | None]:
    """Take back the lines that the lease no longer says, by credit notes, and bill what it says instead.

    Two people agreed to the lease as it stands, so that nobody decides a second time. Raises ``DoesNotExist``,
    ``Refused``: ``billing.correction.nothing``.
    """
    actor.require(BillingPermission.PREPARE_CREDIT)
    refuse_any(reason_problems(reason))
    lease: Lease = Lease.objects.get(id=lease_id)
    with transaction.atomic():
        # no run bills this lease, and nobody settles its bills, in the meantime
        lock_stream(run_stream(lease.organisation_id))
        lock_stream(account_stream(lease.organisation_id, lease.tenant_id))
        found = lease_difference(lease)
        if not found.gone and not found.instead:
            raise Refused(Problem("billing.correction.nothing", {"number": lease.number}))
        notes = []
        for bill, lines in groupby(found.gone, key=lambda each: each.bill):
            lock_bill(bill)
            notes.append(issue(propose(bill, list(lines), actor=actor, reason=reason, correcting=True), actor=actor))
        return notes, _billed_instead(lease, found.instead, actor=actor)


def _billed_instead(lease: Lease, lines: Sequence[LineDraft], *, actor: Actor) -> Bill | None:
    if not lines:
        return None
    draft = BillDraft(
        kind=BillKind.CORRECTION,
        debtor_id=lease.tenant_id,
        since=min(each.since for each in lines),
        until=max(each.until for each in lines),
        due=today() + timedelta(days=CORRECTION_DUE_DAYS),
        lines=tuple(lines),
        lease_id=lease.id,
        lease_number=lease.number,
        lease_version=lease.current,
    )
    return write_bills([draft], actor=actor, organisation_id=lease.organisation_id, issued_on=today(), run_id=None)[0]
