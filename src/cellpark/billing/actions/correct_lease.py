"""Correct the bills of a lease that says something else now."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, pairwise
from uuid import UUID

from django.db import transaction
from django.db.models import F

from cellpark.base.actor import Actor
from cellpark.billing.crediting import issue, lock_bill, propose
from cellpark.billing.days import today
from cellpark.billing.differing import difference
from cellpark.billing.drafting import LineDraft, lines_of
from cellpark.billing.models import Bill, BillLine, CreditLine, CreditNote
from cellpark.billing.permissions import BillingPermission
from cellpark.billing.rules import CORRECTION_DUE_DAYS, reason_problems
from cellpark.billing.states import BillKind, LineKind
from cellpark.billing.streams import account_stream, run_stream
from cellpark.billing.writing import BillDraft, draft_of_line, write_bills
from cellpark.kernel.interval import Interval
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.leases.public import Lease, rent_lease
from cellpark.ledger.public import lock_stream
from cellpark.rent import public as rent

LATER_VERSION = re.compile(r" v[0-9]+$")
"""What a term of an amendment carries behind its key."""


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

    What was taken back by hand counts as billed: nobody bills again what somebody let go, whatever the lease says of
    those days since.
    """
    rows = BillLine.objects.filter(lease_id=lease.id).exclude(kind__in=[LineKind.CHARGE, LineKind.LATE_FEE])
    # a note that was billed again may have waived the rest of a returned deposit beside: that one stays let go
    whole = CreditLine.objects.filter(void=False, note__correcting=True, gross=F("line__gross"))
    rows = rows.exclude(id__in=whole.filter(line__lease_id=lease.id).values("line_id"))
    billed = list(rows.order_by("bill_id", "position").select_related("bill"))
    terms = rent_lease(lease)
    now = [line for days in _billed_days(lease) for line in lines_of(terms, days)]
    gone, instead = difference([draft_of_line(each) for each in billed], now)
    kept = set(BillLine.objects.filter(lease_id=lease.id, credits__void=False).values_list("id", flat=True))
    # a deposit of which something went back is settled by returns alone
    returned = BillLine.objects.filter(lease_id=lease.id, kind=LineKind.DEPOSIT, bill__claim__returned__gt=0)
    kept |= set(returned.values_list("id", flat=True))
    let_go = [each for each in billed if each.id in kept]
    owed = [part for each in instead for part in _not_let_go(each, let_go, {line.term for line in now}, terms)]
    return LeaseDifference(tuple(billed[each] for each in gone if billed[each].id not in kept), tuple(owed))


def _billed_days(lease: Lease) -> list[Interval[date]]:
    """The days that were billed here, cut where bills end, so that lines compare with lines."""
    bills = Bill.objects.filter(lease_id=lease.id, kind=BillKind.PERIOD)
    # what lies before was billed elsewhere
    first = lease.starts_on if lease.billed_from is None else lease.billed_from
    ends = {first, *(day for pair in bills.values_list("since", "until") for day in pair)}
    return [Interval(start, end) for start, end in pairwise(sorted(ends))]


def _not_let_go(
    line: LineDraft, let_go: Sequence[BillLine], terms_now: Collection[str], terms: rent.Lease
) -> list[LineDraft]:
    """The parts of a line on days for which nobody let the same thing go."""
    days = Interval(line.since, line.until)
    left = days.subtract(Interval(each.since, each.until) for each in let_go if _same_thing(each, line, terms_now))
    if tuple(left) == (days,):
        return [line]
    return [part for each in left for part in lines_of(terms, each) if part.term == line.term]


def _same_thing(billed: BillLine, line: LineDraft, terms_now: Collection[str]) -> bool:
    """Whether two lines are for one thing: of one term, whichever amendment says it, or of one that took its place."""
    if (billed.kind, billed.room) != (line.kind, line.room):
        return False
    here, there = (LATER_VERSION.sub("", each) for each in (line.term, billed.term))
    return here == there or there not in {LATER_VERSION.sub("", each) for each in terms_now}


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
        return notes, billed_instead(lease, found.instead, actor=actor)


def billed_instead(lease: Lease, lines: Sequence[LineDraft], *, actor: Actor) -> Bill | None:
    """A bill of its own for lines of days that were billed before; None without lines. The account is locked."""
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
