"""Who was in a room with something open, without touching it: everybody there shares its air (T16)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.equipment.acting import touching
from cellpark.equipment.events import RoomShared
from cellpark.equipment.models import Placement, Presence, Room
from cellpark.equipment.segregation import EXPOSED
from cellpark.genealogy.public import link
from cellpark.ledger.public import record


def others_in(room: Room, actor: Actor) -> tuple[UUID, ...]:
    """The people who are in a room beside the actor."""
    found = Presence.objects.filter(room=room, left_at=None).exclude(person=actor.person_id)
    return tuple(found.order_by("person").values_list("person", flat=True))


def exposed_in(room: Room) -> tuple[UUID, ...]:
    """The containers that are open in a room."""
    found = Placement.objects.filter(room=room, removed_at=None, openness__in=[each.value for each in EXPOSED])
    return tuple(found.order_by("container").values_list("container", flat=True))


def note_shared(*, actor: Actor, room: Room, people: Iterable[UUID], containers: Iterable[UUID], at: datetime) -> None:
    """Record that these people are in the room with these open containers, and join them in the graph.

    A closed container shares nothing with whoever passes it. Part of the act that opened or entered.
    """
    event = RoomShared(room=room.id, people=tuple(people), containers=tuple(containers))
    if not (event.people and event.containers):
        return
    made = record(stream=f"room/{room.id}", event=event, actor=actor, organisation=room.organisation_id, at=at)
    edges = [edge for person in event.people for edge in touching(event.containers, person=person)]
    link(edges=edges, organisation=room.organisation_id, at=made.at, event=made.id)
