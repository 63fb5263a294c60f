"""Correct an entry."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.correcting import corrector_problems
from cellpark.batches.desk import Desk
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.rebalancing import Moved, entry_of, rebalance
from cellpark.batches.rules import reason_problems
from cellpark.batches.run import step_of
from cellpark.batches.run.amounts import written
from cellpark.batches.run.happened import EntryCorrected, Value
from cellpark.batches.run.missing import BY_DEVICE
from cellpark.batches.run.recipe import Entry, Record
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.kernel.quantity import Quantity


def correct_entry(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    field: str,
    entry: UUID,
    value: Value,
    reason: str,
    again: Value | None = None,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """A new entry with its reason stands for the old one, which stays; signatures on it are void (T11, CN-1c, P11-8b).

    What the recipe has typed twice, scanned or read from an instrument is typed twice here too (``again``); where a
    device gave the old value, a second person confirms the new one before the step is signed (CN-1b, P11-7). What was
    computed from the old value in later steps owes an exception. An amount that was moved balances anew, in the
    containers and in what came from what (211-1b). A finished batch, and what is on hold, is corrected by the quality
    unit. Raises ``Refused``: no reason, ``batches.correction.finished``, ``batches.correction.held``,
    ``batches.value.typed_otherwise``, ``batches.entry.unknown`` when the entry was corrected meanwhile,
    ``materials.correction.stands_on``.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.CORRECT,
        verb="correct_entry",
        step=step,
        field=field,
        request={"entry": entry, "value": value, "reason": reason, "again": again},
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        refuse_any(reason_problems(reason))
        old = entry_of(desk, step, field, entry)
        refuse_any(corrector_problems(desk, () if old is None else (old.thing,)))
        asked = desk.plan.fields.get((step_of(step), field))
        if typed_twice(asked) and (again is None or written(again) != written(value)):
            raise Refused(Problem("batches.value.typed_otherwise", {"field": field}, field="again", rule="CN-1b"))
        event = EntryCorrected(step=step, field=field, entry=entry, value=value)
        desk.judge(event, reason=reason.strip())
        if isinstance(value, Quantity):
            moved = Moved(step=step, field=field, entry=entry, quantity=value)
            rebalance(desk, moved, reason=reason.strip())
        return desk.record(event, reason=reason.strip()).id

    return attempt(said, do)


def typed_twice(field: object) -> bool:
    """Whether a correction of this field is typed twice: a slip in one hand would stand for a device's reading."""
    return isinstance(field, Record) and (field.entry is Entry.TWICE or field.entry in BY_DEVICE)
