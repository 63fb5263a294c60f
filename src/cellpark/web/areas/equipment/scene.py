"""What is true now in every clean room: for the map and for its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.base.time import now
from cellpark.equipment.public import (
    LineClearance,
    Openness,
    Placement,
    Room,
    open_clearances,
    people_in,
    place_of,
    present_problems,
    rooms,
    things_in,
)
from cellpark.equipment.public import words as plant_words
from cellpark.identity.public import names_of_people
from cellpark.web.areas.equipment.floor_plan import Box, Plan, box_of, plan_of
from cellpark.web.areas.equipment.standing import plan_words, room_state
from cellpark.web.pages.tables import State
from cellpark.web.pages.templatetags.cellpark import SHAPES


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """A room and everything that is true of it now."""

    room: Room
    state: State
    clearance: LineClearance | None
    people: Sequence[str]
    containers: Sequence[Placement]
    open_codes: Sequence[str]
    box: Box

    @property
    def uses(self) -> str:
        """What it is designated for, in words."""
        return str(_(", ")).join(str(plant_words.USES[use]) for use in self.room.uses)

    @property
    def shape(self) -> str:
        """The shape of its state: nobody depends on colour."""
        return SHAPES[self.state.colour]

    @property
    def exposed(self) -> Sequence[Placement]:
        """The containers that are open now."""
        return [each for each in self.containers if each.openness in (Openness.OPEN, Openness.PUNCTURED)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All rooms in sight, and the drawing that holds them."""

    rooms: Sequence[Inside]
    plan: Plan | None

    @property
    def working(self) -> int:
        """How many rooms have an open work."""
        return sum(each.state.colour == "running" for each in self.rooms)

    @property
    def waiting(self) -> Sequence[Inside]:
        """The rooms that wait for a second person."""
        return [each for each in self.rooms if each.state.colour == "waiting"]

    @property
    def stopped(self) -> Sequence[Inside]:
        """The rooms where something is wrong."""
        return [each for each in self.rooms if each.state.colour == "stopped"]


def scene() -> Scene:
    """Every room in scope as it is now."""
    found = list(rooms())
    clearances = open_clearances()
    names = names_of_people(stay.person for room in found for stay in people_in(room))
    seen = [inside(room, clearances.get(room.id), names) for room in found]
    plan = plan_of([rectangle(room) for room in found]) if found else None
    return Scene(rooms=seen, plan=plan)


def inside(room: Room, clearance: LineClearance | None, names: Mapping[UUID, str]) -> Inside:
    """One room as it is now; ``room`` was read by ``rooms()``."""
    things = things_in(room)
    broken = bool(things) and bool(present_problems(place_of(room, at=now())))
    state = room_state(room, clearance, broken)
    people = [names.get(stay.person, str(stay.person)) for stay in people_in(room)]
    codes = [each.code for each in things if each.openness != Openness.CLOSED]
    word, detail = plan_words(room, clearance, state)
    counted = []
    if people:
        counted.append(ngettext("%(count)s person", "%(count)s people", len(people)) % {"count": len(people)})
    if things:
        told = ngettext("%(count)s container", "%(count)s containers", len(things)) % {"count": len(things)}
        counted.append(told)
    notes = [note for note in (" · ".join([detail, *codes]) if detail else "", " · ".join(counted)) if note]
    return Inside(
        room=room,
        state=state,
        clearance=clearance,
        people=people,
        containers=things,
        open_codes=codes,
        box=box_of(rectangle(room), code=room.code, grade=room.grade, name=room.name, state=word, notes=notes),
    )


def rectangle(room: Room) -> tuple[int, int, int, int]:
    """Its place on the plan."""
    return room.plan_x, room.plan_y, room.plan_width, room.plan_depth
