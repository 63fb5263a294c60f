"""Take a device into a step."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.batches.acting import Attempt, Done, attempt
from cellpark.batches.desk import Desk
from cellpark.batches.gates.devices import put_held, put_inside, take
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.run import step_of
from cellpark.batches.run.happened import EquipmentTaken
from cellpark.batches.run.recipe import Equip
from cellpark.equipment.public import find_equipment


def take_equipment(
    *,
    actor: Actor,
    batch_id: UUID,
    step: str,
    field: str,
    code: str,
    at: datetime | None = None,
    key: UUID | None = None,
) -> Done:
    """The device was scanned and serves the step: right class and suite, qualified, clean (T3, T7).

    Raises ``Refused``: ``batches.equipment.other_class``, ``batches.equipment.other_suite``, and what stands against
    the device.
    """
    said = Attempt(
        actor=actor,
        batch_id=batch_id,
        permission=BatchPermission.RUN,
        verb="take_equipment",
        step=step,
        field=field,
        request={"code": code},
        at=at,
        key=key,
    )

    def do(desk: Desk) -> UUID:
        found = find_equipment(code)
        event = EquipmentTaken(
            step=step, field=field, equipment=found.id, code=found.code, containers=desk.state.process
        )
        desk.judge(event)
        wanted = desk.plan.fields[step_of(step), field]
        assert isinstance(wanted, Equip), "the field was judged"
        place = desk.plan.where[step_of(step)].place
        take(desk, wanted, place, found)
        put_inside(desk, place, found)
        entry = desk.record(event)
        put_held(desk, step)
        return entry.id

    return attempt(said, do)
