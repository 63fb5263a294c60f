"""Take a value from an instrument that streams."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.gates.devices import accepted_device
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run import step_of
from cellpark.batches.run.happened import ValueRecorded
from cellpark.batches.run.recipe import Entry, Record
from cellpark.instruments.public import StreamBlock
from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity


def read_stream(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    field: str,
    value: Quantity,
    block_id: UUID,
    device: str,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """The value stands in a kept block of readings; its digest is recorded with it (P11-7).

    Raises ``Refused``: a field that is not streamed, a device that is not registered; ``DoesNotExist`` for a block out
    of sight.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.RUN,
        verb="read_stream",
        step=step,
        field=field,
        request={"value": value, "block": block_id, "device": device},
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        asked = desk.plan.fields.get((step_of(step), field))
        if not isinstance(asked, Record) or asked.entry is not Entry.STREAM:
            raise Refused(Problem("batches.value.not_streamed", {"field": field}, field="field"))
        source = accepted_device(device, desk.at)
        if not source:
            raise Refused(Problem("batches.value.device_missing", {"field": field}, field="device", rule="P11-7"))
        block = StreamBlock.objects.get(id=block_id)
        event = ValueRecorded(
            step=step,
            field=field,
            value=value,
            how=Entry.STREAM.value,
            device=source,
            file="",
            reader=asked.reader or "",
            digest=block.sha256,
        )
        return desk.record(event).id

    return attempt(said, do)
