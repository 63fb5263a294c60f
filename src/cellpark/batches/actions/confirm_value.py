"""Confirm a value as a second person."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run.amounts import written
from cellpark.batches.run.happened import Value, ValueConfirmed
from cellpark.kernel.problem import Problem, Refused


def confirm_value(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    field: str,
    entry: UUID,
    value: Value,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """A second person read the value independently and typed the same (CN-1b, A11-1a, T5).

    Raises ``Refused``: ``batches.value.confirmed_otherwise``, ``batches.verifier.performed``.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.SIGN,
        verb="confirm_value",
        step=step,
        field=field,
        request={"entry": entry, "value": value},
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        desk.judge(ValueConfirmed(step=step, field=field, entry=entry))
        found = desk.state.steps[step].entry(field)
        assert found is not None, "the entry was judged"
        if written(found.value) != written(value):
            raise Refused(Problem("batches.value.confirmed_otherwise", {"field": field}, field="value", rule="CN-1b"))
        return desk.record(ValueConfirmed(step=step, field=field, entry=entry)).id

    return attempt(said, do)
