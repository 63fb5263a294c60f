"""Where a step is done: the right suite and grade, and whether the material may be opened there (T6, T7, T8)."""

from cellpark.batches.desk import Desk
from cellpark.batches.run.plan import Where
from cellpark.batches.run.recipe import Openness
from cellpark.equipment.public import (
    ContainerFacts,
    Content,
    Infectious,
    Room,
    occupy_room,
    open_container,
    place_container,
    presence_of,
)
from cellpark.equipment.public import Openness as Exposure
from cellpark.kernel.problem import Problem
from cellpark.materials.public import Container, MaterialKind

CONTENTS = {
    MaterialKind.STARTING: Content.CELLS,
    MaterialKind.INTERMEDIATE: Content.CELLS,
    MaterialKind.PRODUCT: Content.CELLS,
    MaterialKind.VECTOR: Content.VECTOR,
    MaterialKind.SAMPLE: Content.SAMPLE,
}


def room_problems(where: Where, room: Room) -> list[Problem]:
    """The room lies in the suite and has the grade that the recipe names."""
    place = where.place
    if place is None:
        return []
    problems = []
    if room.suite.code != place.suite:
        named = {"room": room.code, "suite": place.suite}
        problems.append(Problem("batches.place.other_suite", named, field="code", rule="CN-4e"))
    if room.grade != place.grade:
        named = {"room": room.code, "grade": room.grade, "needed": place.grade}
        problems.append(Problem("batches.place.other_grade", named, field="code", rule="CN-4h"))
    return problems


def enter(desk: Desk, room: Room) -> None:
    """The actor is in the room from now on, gowned for its grade, unless they are there already (T2)."""
    person = desk.actor.person_id
    stay = None if person is None else presence_of(person, organisation=room.organisation_id)
    if stay is None or stay.left_at is not None or stay.room_id != room.id:
        occupy_room(actor=desk.actor, room_id=room.id, at=desk.at)


def facts_of(container: Container) -> ContainerFacts:
    """What segregation must know of a container."""
    return ContainerFacts(
        container=container.id,
        code=container.code,
        content=CONTENTS.get(MaterialKind(container.material.kind), Content.REAGENT),
        infectious=Infectious(container.donor_state),
        donor=container.coi or container.din,
    )


def bring(desk: Desk, where: Where, container: Container) -> None:
    """The container is opened in the room of the step, or stands there closed, as the recipe says (T6, T7, T8)."""
    if where.place is None or desk.state.room is None:
        return
    facts = facts_of(container)
    if where.place.openness is Openness.OPEN:
        open_container(
            actor=desk.actor,
            room_id=desk.state.room,
            facts=facts,
            batch=desk.batch.number,
            openness=Exposure.OPEN,
            at=desk.at,
        )
    else:
        place_container(actor=desk.actor, room_id=desk.state.room, facts=facts, batch=desk.batch.number, at=desk.at)
