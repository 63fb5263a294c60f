"""Answer a check."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run import step_of
from cellpark.batches.run.amounts import decide
from cellpark.batches.run.happened import CheckAnswered
from cellpark.batches.run.missing import data_of
from cellpark.batches.run.recipe import Check


def answer_check(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    field: str,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """The condition is decided by what was recorded; the reasons are kept with the answer (P11-6).

    Raises ``Refused(batches.field.asks)`` with the names that must be recorded first: unknown is never false.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.RUN,
        verb="answer_check",
        step=step,
        field=field,
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        asked = desk.plan.fields.get((step_of(step), field))
        done = desk.state.steps.get(step)
        text, answer, reasons = "", False, ""
        if isinstance(asked, Check) and done is not None:
            text = asked.condition
            says = decide(text, data_of(desk.plan.where[step_of(step)].step, desk.state, done))
            answer, reasons = says.value is True, says.reasons
        return desk.record(CheckAnswered(step=step, field=field, answer=answer, reasons=reasons)).id

    return attempt(said, do)
