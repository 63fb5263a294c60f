"""Bring a container into a room, closed or in culture."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.hot_writes import insert_row
from cellpark.base.transactions import within_an_act
from cellpark.equipment.acting import instant, locked_room, touching
from cellpark.equipment.events import ContainerPlaced
from cellpark.equipment.facts import ContainerFacts, place_and_stay, thing_of
from cellpark.equipment.models import Placement, Room
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.placing import equipment_in, incubator_code, remove_from_elsewhere
from cellpark.equipment.segregation import EXPOSED, pair_problems, place_problems, thing_problems
from cellpark.equipment.states import Openness
from cellpark.genealogy.public import link
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def place_container(
    *,
    actor: Actor,
    room_id: UUID,
    facts: ContainerFacts,
    batch: str = "",
    openness: Openness = Openness.CLOSED,
    equipment_id: UUID | None = None,
    at: datetime | None = None,
) -> Placement:
    """The container stands in the room from now on, perhaps inside ``equipment_id``; wherever it was, it left.

    Within another act it is a part of that: a refusal is one of the whole act. Raises ``Refused`` with the reasons of
    segregation that hold for a container that is not exposed (T6, T7).
    """
    actor.require(EquipmentPermission.OPERATE)
    with within_an_act():
        lock_stream(f"room/{room_id}")
        room, when = locked_room(room_id), instant(at)
        inside = equipment_in(room, equipment_id)
        thing = thing_of(facts, batch=batch, openness=openness, incubator=incubator_code(inside))
        if openness in EXPOSED:
            raise Refused(Problem("equipment.opening.open_it", {"container": facts.code}, field="openness"))
        place, stays = place_and_stay(room, facts.container, at=when)
        refuse_any(
            [
                *thing_problems(thing),
                *place_problems(thing, place),
                *(
                    problem
                    for other in place.things
                    if other.code != thing.code
                    for problem in pair_problems(thing, other, place)
                ),
            ]
        )
        if stays:
            remove_from_elsewhere(actor=actor, facts=facts, room=room, at=when)
        return _place(actor, room, facts, batch, openness, inside.id if inside else None, when)


def _place(
    actor: Actor,
    room: Room,
    facts: ContainerFacts,
    batch: str,
    openness: Openness,
    inside: UUID | None,
    when: datetime,
) -> Placement:
    placement = Placement(
        id=new_id(),
        organisation_id=room.organisation_id,
        room=room,
        equipment_id=inside,
        container=facts.container,
        code=facts.code,
        content=facts.content,
        infectious=facts.infectious,
        batch=batch,
        donor=facts.donor,
        openness=openness,
        by=actor.person_id,
        since=when,
    )
    insert_row(placement)
    made = record(
        stream=f"room/{room.id}",
        event=ContainerPlaced(
            room=room.id,
            placement=placement.id,
            equipment=inside,
            container=facts.container,
            code=facts.code,
            content=facts.content.value,
            infectious=facts.infectious.value,
            batch=batch,
            donor=facts.donor,
            openness=openness.value,
            by=actor.person_id,
        ),
        actor=actor,
        organisation=room.organisation_id,
        at=when,
    )
    edges = touching([facts.container], room=room.id, equipment=inside, person=actor.person_id)
    link(edges=edges, organisation=room.organisation_id, at=made.at, event=made.id)
    return placement
