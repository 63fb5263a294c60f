"""Start a billing run."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.billing.days import today
from cellpark.billing.events import RunStarted
from cellpark.billing.models import Run
from cellpark.billing.permissions import BillingPermission
from cellpark.billing.rules import run_problems
from cellpark.billing.states import RunState
from cellpark.billing.streams import run_stream
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.leases.public import billable
from cellpark.ledger.public import lock_stream, record


def start_run(*, actor: Actor, organisation_id: UUID, until: date, queued: bool = True) -> Run:
    """Start to bill every lease of an operator up to and with a day, or find the run to that day that is under way.

    ``queued``: the worker does it. Raises ``Refused``: ``billing.run.far``, ``billing.run.unfinished`` where a run up
    to another day is under way.
    """
    actor.require(BillingPermission.RUN)
    refuse_any(run_problems(until=until, today=today()))
    with transaction.atomic():
        lock_stream(run_stream(organisation_id))
        found: Run | None = Run.objects.filter(organisation_id=organisation_id, state=RunState.RUNNING).first()
        if found is not None and found.until != until:
            raise Refused(Problem("billing.run.unfinished", {"until": found.until.isoformat()}, field="until"))
        run = found or Run(
            id=new_id(),
            organisation_id=organisation_id,
            until=until,
            issued_on=today(),
            leases=billable(until).filter(organisation_id=organisation_id).count(),
            started_at=now(),
            started_by=actor.person_id,
        )
        if found is None:
            run.save(force_insert=True)
        if found is None or queued:
            event = RunStarted(run=run.id, until=until, issued_on=run.issued_on, queued=queued)
            record(stream=run_stream(organisation_id), event=event, actor=actor, organisation=organisation_id)
        return run
