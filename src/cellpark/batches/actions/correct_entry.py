"""Correct an entry."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.rules import reason_problems
from cellpark.batches.run.happened import EntryCorrected, Value
from cellpark.kernel.problem import refuse_any


def correct_entry(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    field: str,
    entry: UUID,
    value: Value,
    reason: str,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """A new entry with its reason stands for the old one, which stays; signatures on it are void (T11, CN-1c, P11-8b).

    Raises ``Refused``: no reason, ``batches.entry.unknown`` when the entry was corrected meanwhile.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.CORRECT,
        verb="correct_entry",
        step=step,
        field=field,
        request={"entry": entry, "value": value, "reason": reason},
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        refuse_any(reason_problems(reason))
        return desk.record(EntryCorrected(step=step, field=field, entry=entry, value=value), reason=reason.strip()).id

    return attempt(said, do)
