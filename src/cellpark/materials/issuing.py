"""What is used has left its store: the clock of what was frozen runs from there."""

from datetime import datetime, timedelta
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.materials import clocks
from cellpark.materials.container_events import ContainerMoved
from cellpark.materials.models import Container
from cellpark.materials.rows import write
from cellpark.materials.states import CustodyAct, StorageCondition


def issue(actor: Actor, row: Container, *, at: datetime, room: UUID | None, person: UUID | None) -> Container:
    """Bring a container that was used out of its store to the room of its use."""
    event = ContainerMoved(
        container=row.id,
        act=CustodyAct.ISSUED_TO_SUITE.value,
        place="",
        was=row.place,
        condition=StorageCondition.AMBIENT.value,
        room=room,
        scan="",
        seal="",
        temperature_min=None,
        temperature_max=None,
        elapsed=clocks.span(max(timedelta(0), at - row.changed_at)),
        person=person,
        verifier=None,
    )
    issued, _ = write(Container, row.id, event, actor=actor, organisation=row.organisation_id, row=row, at=at)
    return issued
