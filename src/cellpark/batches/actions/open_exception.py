"""Report an exception."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.rules import reason_problems
from cellpark.batches.run import Owed, Phase
from cellpark.batches.run.happened import BatchDeviated
from cellpark.batches.run.recipe import Reaction
from cellpark.batches.settling import write_exception
from cellpark.kernel.problem import Problem, Refused, refuse_any

REPORTED = "reported"


def open_exception(
    *,
    actor: Actor,
    batch_id: UUID,
    what: str,
    step: str = "",
    field: str = "",
    stops: bool = False,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """Somebody saw what no limit catches; ``stops`` holds the batch until it is judged (211-1c).

    The id of what is done is the exception's. Raises ``Refused``: no text, a batch that has not begun.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.OPEN_EXCEPTION,
        verb="open_exception",
        step=step,
        field=field,
        request={"what": what, "stops": stops},
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        refuse_any(reason_problems(what, field="what"))
        if desk.state.phase not in (Phase.RUNNING, Phase.FINISHED):
            raise Refused(Problem("batches.batch.phase", {"phase": str(desk.state.phase)}))
        if step and step not in desk.state.steps:
            raise Refused(Problem("batches.step.not_begun", {"step": step}, field="step", rule="P11-6"))
        identity = new_id()
        reaction = Reaction.STOP if stops else Reaction.DEVIATION_MINOR
        breach = Owed(REPORTED, step, field, str(identity), reaction.value, what.strip())
        desk.record(
            BatchDeviated(
                exception=identity,
                cause=breach.cause,
                step=step,
                field=field,
                entry=breach.entry,
                reaction=breach.reaction,
                seen=breach.seen,
            )
        )
        write_exception(desk, breach, identity, actor)
        return identity

    return attempt(said, do)
