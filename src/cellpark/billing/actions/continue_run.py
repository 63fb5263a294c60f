"""Carry a billing run on from where it stands."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db import DataError, transaction
from django.db.models import Sum

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.billing.drafting import Drafted, LineDraft, due_for_billing, taken_up
from cellpark.billing.events import RunFinished
from cellpark.billing.models import Run
from cellpark.billing.permissions import BillingPermission
from cellpark.billing.queries import billed_until, pending_charges
from cellpark.billing.rules import CORRECTION_DUE_DAYS
from cellpark.billing.states import RUN_LIFECYCLE, BillKind, RunState
from cellpark.billing.streams import run_stream
from cellpark.billing.writing import BillDraft, draft_of_charge, write_bills
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases.public import Lease, billable, rent_leases
from cellpark.ledger.public import lock_stream, record
from cellpark.rent import public as rent

LEASES_AT_ONCE = 250
UNWRITABLE = Problem("billing.run.unwritable")
"""What stands beside a lease whose lines are longer or larger than a bill can hold."""
DEBTORS_AT_ONCE = 250

Progress = Callable[[int, int], None]


def continue_run(*, actor: Actor, run_id: UUID, progress: Progress | None = None) -> Run:
    """Bill chunk by chunk until every lease was looked at; each chunk commits whole or not at all.

    Killed in between and called again it goes on after the last chunk that committed; two at once share the work.
    ``progress`` hears how many leases were looked at, and of how many. A lease that cannot be computed is named in
    ``Run.failures`` and holds nobody else up.
    """
    actor.require(BillingPermission.RUN)
    run: Run = Run.objects.get(id=run_id)
    while run.state == RunState.RUNNING:
        with transaction.atomic():
            run = _next_chunk(actor, run_id)
        if progress is not None:
            progress(run.done, run.leases)
    return run


def _next_chunk(actor: Actor, run_id: UUID) -> Run:
    seen: Run = Run.objects.get(id=run_id)
    # numbers, runs and chunks follow one another under this lock
    lock_stream(run_stream(seen.organisation_id))
    run: Run = Run.objects.get(id=run_id)
    if run.state == RunState.DONE:
        return run
    leases = _leases_after(run)
    if leases:
        _bill_leases(actor, run, leases)
    elif not _bill_charges(actor, run):
        _finish(actor, run)
    run.save(update_fields=["cursor", "leases", "done", "bills", "amount", "failures", "state", "finished_at"])
    return run


def _leases_after(run: Run) -> list[Lease]:
    rows = billable(run.until).filter(organisation_id=run.organisation_id).order_by("id")
    return list((rows if run.cursor is None else rows.filter(id__gt=run.cursor))[:LEASES_AT_ONCE])


def _bill_leases(actor: Actor, run: Run, leases: Sequence[Lease]) -> None:
    _bill_apart(actor, run, leases)
    run.cursor = leases[-1].id
    run.done += len(leases)
    run.leases = max(run.leases, run.done)


def _bill_apart(actor: Actor, run: Run, leases: Sequence[Lease]) -> None:
    """Bill these leases; one whose bills the database cannot hold is found by halves, left out and named."""
    try:
        with transaction.atomic():
            return _bill_together(actor, run, leases)
    except DataError:
        if len(leases) == 1:
            return _leave_out(run, leases[0], UNWRITABLE)
    middle = len(leases) // 2
    for half in (leases[:middle], leases[middle:]):
        _bill_apart(actor, run, half)
    return None


def _bill_together(actor: Actor, run: Run, leases: Sequence[Lease]) -> None:
    charges = _pending(run, {each.tenant_id for each in leases})
    before = billed_until(leases)
    drafts: list[BillDraft] = []
    for lease, terms in _terms(run, leases):
        try:
            due = list(due_for_billing(terms, billed_until=before.get(lease.id), until=run.until))
        except Refused as refused:
            _leave_out(run, lease, refused.problems[0])
            continue
        for each in due:
            waiting = charges.get(lease.tenant_id, [])
            more = taken_up(sum((line.gross for line in each.lines), start=Decimal(0)), waiting)
            charges[lease.tenant_id] = [line for line in waiting if line not in more]
            if each.lines or more:
                drafts.append(_draft(lease, each, more))
    _write(actor, run, drafts)


def _leave_out(run: Run, lease: Lease, why: Problem) -> None:
    said = {"lease": str(lease.id), "number": lease.number, "code": why.code, "params": dict(why.params)}
    run.failures = [*run.failures, said]


def _terms(run: Run, leases: Sequence[Lease]) -> list[tuple[Lease, rent.Lease]]:
    """What the leases say; one that says nothing that can be computed is left out and named."""
    try:
        return list(rent_leases(leases))
    except Refused as refused:
        if len(leases) == 1:
            _leave_out(run, leases[0], refused.problems[0])
            return []
    return [found for each in leases for found in _terms(run, [each])]


def _draft(lease: Lease, drafted: Drafted, charges: list[LineDraft]) -> BillDraft:
    assert drafted.days.end is not None, "what is billed has an end"
    return BillDraft(
        kind=BillKind.PERIOD,
        debtor_id=lease.tenant_id,
        since=drafted.days.start,
        until=drafted.days.end,
        due=drafted.due,
        lines=(*drafted.lines, *charges),
        lease_id=lease.id,
        lease_number=lease.number,
        lease_version=lease.current,
    )


def _bill_charges(actor: Actor, run: Run) -> bool:
    """Bill the charges of debtors who got no bill of a lease; False when none is left that can be billed."""
    waiting = pending_charges(run.organisation_id, run.until).order_by()
    owed = waiting.values("debtor_id").annotate(total=Sum("gross")).filter(total__gte=0).order_by("debtor_id")
    debtors = [each["debtor_id"] for each in owed[:DEBTORS_AT_ONCE]]
    drafts = [
        BillDraft(
            kind=BillKind.CHARGES,
            debtor_id=debtor,
            since=min(each.since for each in lines),
            until=max(each.until for each in lines),
            due=run.issued_on + timedelta(days=CORRECTION_DUE_DAYS),
            lines=tuple(lines),
        )
        for debtor, found in sorted(_pending(run, set(debtors)).items())
        if (lines := taken_up(Decimal(0), found))
    ]
    _write(actor, run, drafts)
    return bool(drafts)


def _pending(run: Run, debtors: set[UUID]) -> dict[UUID, list[LineDraft]]:
    rows = pending_charges(run.organisation_id, run.until).filter(debtor_id__in=debtors)
    found: dict[UUID, list[LineDraft]] = defaultdict(list)
    # nobody takes a charge back while it becomes a line
    for each in rows.select_for_update(of=("self",)).order_by("id"):
        found[each.debtor_id].append(draft_of_charge(each))
    return found


def _write(actor: Actor, run: Run, drafts: Sequence[BillDraft]) -> None:
    bills = write_bills(
        drafts, actor=actor, organisation_id=run.organisation_id, issued_on=run.issued_on, run_id=run.id
    )
    run.bills += len(bills)
    run.amount += sum((each.gross for each in bills), start=Decimal(0))


def _finish(actor: Actor, run: Run) -> None:
    run.state, run.finished_at = RUN_LIFECYCLE.step(RunState(run.state), "finish"), now()
    event = RunFinished(run=run.id, leases=run.done, bills=run.bills, amount=run.amount, failures=len(run.failures))
    record(stream=run_stream(run.organisation_id), event=event, actor=actor, organisation=run.organisation_id)
