"""Begin a step."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.gates.people import operator_problems
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run.happened import StepBegun
from cellpark.kernel.problem import refuse_any


def begin_step(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """The step's work begins, in the order of the recipe, by somebody qualified and gowned (P11-6, T2).

    Raises ``Refused``: ``batches.step.order`` with the step that comes first, ``batches.operator.not_qualified``,
    ``batches.operator.not_gowned``, ``batches.batch.stopped``.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.RUN,
        verb="begin_step",
        step=step,
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        where = desk.plan.find(step)
        desk.judge(StepBegun(step=step))
        assert where is not None, "a step that may begin is one of the recipe"
        refuse_any(
            operator_problems(
                plan=desk.plan,
                where=where,
                person=actor.person_id,
                organisation=desk.batch.organisation_id,
                at=desk.at,
            )
        )
        return desk.record(StepBegun(step=step)).id

    return attempt(said, do)
