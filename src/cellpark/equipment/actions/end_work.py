"""End a batch's open work in a room."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.acting import instant, locked_room
from cellpark.equipment.actions.void_clearance import spend
from cellpark.equipment.events import WorkEnded
from cellpark.equipment.facts import clearance_row, placements_in
from cellpark.equipment.models import OpenWork
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.segregation import EXPOSED
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream, record


def end_work(*, actor: Actor, room_id: UUID, at: datetime | None = None) -> OpenWork:
    """Nothing of the batch is open in the room any more; the clearance is spent, the next batch needs another (T8).

    Raises ``Refused``: something is still open, or nobody works there.
    """
    actor.require(EquipmentPermission.OPERATE)
    with transaction.atomic():
        lock_stream(f"room/{room_id}")
        room, when = locked_room(room_id), instant(at)
        work: OpenWork | None = OpenWork.objects.filter(room=room, ended_at=None).first()
        if work is None:
            raise Refused(Problem("equipment.work.none", {"room": room.code}))
        still = placements_in(room).filter(openness__in=EXPOSED).first()
        if still is not None:
            raise Refused(Problem("equipment.opening.still_open", {"container": still.code, "room": room.code}))
        work.ended_at = when
        work.save(update_fields=["ended_at"])
        event = WorkEnded(room=room.id, work=work.id)
        record(stream=f"room/{room.id}", event=event, actor=actor, organisation=room.organisation_id, at=when)
        clearance = clearance_row(room)
        if clearance is not None:
            spend(actor=actor, clearance=clearance, at=when)
    return work
