"""Record the plan for results that come late."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.release.desk import sit_down
from cellpark.release.events import PlanRecorded
from cellpark.release.models import BatchDisposition
from cellpark.release.permissions import ReleasePermission
from cellpark.release.rules import texts_problems
from cellpark.release.states import DispositionState


def record_plan(*, actor: Actor, batch_id: UUID, plan: str, seen_version: int | None = None) -> BatchDisposition:
    """Write down beforehand how the physician is told and what is done if a late result fails (ATMP-2b, CN-4j).

    Raises ``Refused``: no text, a batch that is decided already.
    """
    actor.require(ReleasePermission.PLAN)
    with transaction.atomic():
        desk = sit_down(actor, batch_id, seen_version=seen_version)
        problems = texts_problems(plan=plan)
        if desk.file.state != DispositionState.PENDING:
            problems.append(Problem("release.plan.decided", {"number": desk.batch.number}, rule="ATMP-2b"))
        refuse_any(problems)
        desk.record(PlanRecorded(batch=batch_id, plan=plan.strip()))
    return desk.file
