"""Record a value."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.gates.devices import accepted_device
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run import step_of
from cellpark.batches.run.amounts import written
from cellpark.batches.run.happened import Value, ValueRecorded
from cellpark.batches.run.recipe import Entry, Record
from cellpark.kernel.problem import Problem, Refused

FROM_AFAR = (Entry.FILE, Entry.STREAM)


def record_value(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    field: str,
    value: Value,
    again: Value | None = None,
    device: str = "",
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """A value as the recipe wants it: typed, typed twice (``again``), for a second person, scanned by ``device``.

    A value outside its limits is recorded all the same and opens its exception by itself (CN-1b, T10, P11-7).
    Raises ``Refused``: not of the field's kind or unit, ``batches.value.typed_otherwise``, a device that is not
    registered, ``batches.value.from_instrument`` where the recipe reads a file.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.RUN,
        verb="record_value",
        step=step,
        field=field,
        request={"value": value, "again": again, "device": device},
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        asked = desk.plan.fields.get((step_of(step), field))
        entry = asked.entry if isinstance(asked, Record) else Entry.TYPED
        if entry in FROM_AFAR:
            raise Refused(Problem("batches.value.from_instrument", {"field": field}, field="value", rule="P11-7"))
        if entry is Entry.TWICE and (again is None or written(again) != written(value)):
            raise Refused(Problem("batches.value.typed_otherwise", {"field": field}, field="again", rule="CN-1b"))
        if entry is Entry.SCANNED and not device.strip():
            raise Refused(Problem("batches.value.device_missing", {"field": field}, field="device", rule="P11-7"))
        source = accepted_device(desk, step, device)
        event = ValueRecorded(
            step=step, field=field, value=value, how=entry.value, device=source, file="", reader="", digest=""
        )
        return desk.record(event).id

    return attempt(said, do)
