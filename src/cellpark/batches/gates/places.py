"""Where a step is done: the right suite and grade, and whether the material may be opened there (T6, T7, T8)."""

from collections.abc import Iterable
from uuid import UUID

from cellpark.batches.desk import Desk
from cellpark.batches.run.plan import Where
from cellpark.batches.run.recipe import Openness
from cellpark.equipment.public import (
    EXPOSED,
    OpenWork,
    Placement,
    Room,
    close_container,
    end_work,
    facts_of,
    occupy_room,
    open_container,
    place_container,
    presence_of,
    remove_container,
)
from cellpark.equipment.public import Openness as Exposure
from cellpark.kernel.problem import Problem
from cellpark.ledger.public import lock_stream
from cellpark.materials.public import Container


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


def take_out_empty(desk: Desk, containers: Iterable[UUID]) -> None:
    """What was emptied inside a device is in it no longer; what stands open in the room goes when the room is left."""
    rows = Container.objects.in_bulk(list(containers))
    inside = Placement.objects.filter(container__in=list(rows), removed_at=None, equipment__isnull=False)
    # the worker takes out what is empty as well: who of the two comes second finds it done
    for room in sorted(str(each) for each in inside.values_list("room_id", flat=True).distinct()):
        lock_stream(f"room/{room}")
    for each in inside.all():
        if each.openness not in EXPOSED and not rows[each.container].quantity.value:
            remove_container(actor=desk.actor, room_id=each.room_id, container=each.container, at=desk.at)


def leave(desk: Desk, room: UUID, *, stays_open: bool) -> None:
    """What the batch left in a room is closed, what is empty is taken out, and its open work there ends (T6, T8).

    ``stays_open``: the next step is done open in the same room, so that only what is empty goes.
    """
    mine = Placement.objects.filter(room_id=room, removed_at=None, batch=desk.batch.number)
    if mine.exists():
        # the worker takes out what is empty as well: who of the two comes second finds it done
        lock_stream(f"room/{room}")
        mine = mine.all()
    rows = {row.id: row for row in Container.objects.filter(id__in=[each.container for each in mine])}
    for each in mine:
        row = rows.get(each.container)
        empty = row is not None and not row.quantity.value
        if each.openness in EXPOSED and (empty or not stays_open):
            close_container(actor=desk.actor, room_id=room, container=each.container, at=desk.at)
        if empty:
            remove_container(actor=desk.actor, room_id=room, container=each.container, at=desk.at)
    work = OpenWork.objects.filter(room_id=room, ended_at=None, batch=desk.batch.number)
    if not stays_open and work.exists():
        end_work(actor=desk.actor, room_id=room, at=desk.at)
