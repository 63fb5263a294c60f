"""The question of the bench, answered from the rows: may this be opened here, now, by this person?"""

from datetime import datetime
from uuid import UUID

from cellpark.equipment import segregation
from cellpark.equipment.facts import ContainerFacts, condition_of, handler_of, place_of, thing_of
from cellpark.equipment.models import Equipment, Room
from cellpark.equipment.placing import incubator_code
from cellpark.equipment.rules import condition_problems
from cellpark.equipment.states import Openness, Wanted
from cellpark.facilities.public import is_fire_permitted
from cellpark.kernel.problem import Problem


def opening_problems(
    *,
    room: Room,
    container_facts: ContainerFacts,
    batch: str,
    person: UUID,
    openness: Openness | str,
    at: datetime,
    incubator: str = "",
) -> list[Problem]:
    """Why not, each reason with its clause; empty means yes (T6, T7, T8). Reads only.

    ``batch`` is the batch's number. ``openness``: ``open``, ``punctured``, ``vented`` or ``closed``.
    """
    thing = thing_of(container_facts, batch=batch, openness=Openness(openness), incubator=incubator)
    return [
        *segregation.opening_problems(
            thing=thing, place=place_of(room, at=at), handler=handler_of(person, room, at=at), at=at
        ),
        *(fire_problems(room, at=at) if thing.openness in segregation.EXPOSED else []),
    ]


def fire_problems(room: Room, *, at: datetime) -> list[Problem]:
    """Nothing is opened beside a permitted fire. Asks nothing of a room whose walls are not known."""
    if room.premises_room is None or not is_fire_permitted(room.premises_room, at):
        return []
    return [Problem("equipment.opening.fire", {"room": room.code})]


def equipment_problems(
    *, equipment: Equipment, wanted: "tuple[Wanted | str, ...]" = (), at: datetime, batch: str = ""
) -> list[Problem]:
    """Why ``batch`` may not use the equipment at ``at``; empty means it may (T3). Reads only.

    ``wanted``: the states that a step asks for (``clean``, ``qualified``, ``calibrated``).
    """
    condition = condition_of(equipment, at=at)
    return condition_problems(condition, wanted=[Wanted(each) for each in wanted], at=at, batch=batch)


def inside_problems(
    *, equipment: Equipment, container_facts: ContainerFacts, batch: str, vented: bool, at: datetime
) -> list[Problem]:
    """Why a container may not go into a device: its room, and what is in the same incubator (T7, CN-4e2). Reads only.

    ``vented``: gas passes its filter, as with a culture flask. A device that stands nowhere has no rules of a room.
    """
    room = equipment.room
    if room is None:
        return []
    incubator = incubator_code(equipment)
    openness = Openness.VENTED if vented else Openness.CLOSED
    thing, place = thing_of(container_facts, batch=batch, openness=openness, incubator=incubator), place_of(room, at=at)
    beside = [each for each in place.things if incubator and each.incubator == incubator and each.code != thing.code]
    return [
        *segregation.place_problems(thing, place),
        *(problem for other in beside for problem in segregation.pair_problems(thing, other, place)),
    ]
