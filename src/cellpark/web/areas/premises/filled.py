"""A building on a day with who is in it: lines and picture, made once until something moves on.

A slider that is pulled and people who look at one building ask for the same thing again and again. What is kept is
known by what it follows from: the versions of building, leases and holds, the names that are shown, the language.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language

from cellpark.base.scope import Scope, current_scope
from cellpark.leases.public import Lettings, names_of
from cellpark.premises.public import Building, Room, RoomKind, outlines_of, rooms_on
from cellpark.web.areas.premises.lines import Line, Said, Wanted
from cellpark.web.areas.premises.picture import Drawn, Picture, picture_of
from cellpark.web.areas.premises.standing import VACANT, Taken, standings
from cellpark.web.areas.premises.views.common import floor_name

KEPT = 24
_NO_ROOM = UUID(int=0)
Names = frozenset[tuple[UUID, str]]


@dataclass(frozen=True, slots=True)
class _Source:
    """What rooms and their states follow from; names of organisations are read anew each time."""

    scope: Scope
    day: date
    building: UUID
    version: int
    lettings: Lettings


@dataclass(frozen=True, slots=True)
class Filled:
    """The rooms of a building on a day, with who has them."""

    building: Building
    source: _Source
    names: Names
    lines: tuple[Line, ...]

    @classmethod
    def on(cls, building: Building, day: date, lettings: Lettings) -> "Filled":
        """As far as the reader sees; ``lettings`` is what ``lettings_version`` says."""
        source = _Source(current_scope(), day, building.id, building.version, lettings)
        found = _stands(source)
        names = frozenset(names_of({each.tenant_id for _room, each in found if each.tenant_id is not None}).items())
        return cls(building, source, names, _lines(source, names))

    def picture(self, wanted: Wanted) -> Picture:
        """Floors over floors; what is not wanted is pale."""
        here = self.building
        size = (here.width_dm, here.depth_dm)
        return _picture(self.source, self.names, wanted, tuple(here.floors), size, get_language())


@lru_cache(maxsize=KEPT)
def _stands(source: _Source) -> tuple[tuple[Room, Taken], ...]:
    rooms = list(rooms_on(source.day, building=source.building))
    taken = standings(rooms, source.day, tenants=False)
    return tuple((room, taken.get(room.id, VACANT)) for room in rooms)


@lru_cache(maxsize=KEPT)
def _lines(source: _Source, names: Names) -> tuple[Line, ...]:
    named = dict(names)
    return tuple(
        Line(room, taken if taken.tenant_id is None else replace(taken, tenant=named.get(taken.tenant_id, "")))
        for room, taken in _stands(source)
    )


@lru_cache(maxsize=KEPT)
def _picture(
    source: _Source,
    names: Names,
    wanted: Wanted,
    floors: tuple[int, ...],
    plate: tuple[int, int],
    _language: str | None,
) -> Picture:
    lines = _lines(source, names)
    address = reverse("premises_room", args=[_NO_ROOM])
    said = Said.now()
    outlines = outlines_of(line.room for line in lines)
    drawn = [
        Drawn(
            floor=line.room.floor,
            code=line.room.code,
            href=address.replace(str(_NO_ROOM), str(line.room.id)),
            outline=outlines.get(line.room.id, ()),
            standing=line.taken.standing,
            spoken=said.of(line),
            tenant=line.taken.tenant,
            dim=not wanted.fits(line),
        )
        for line in sorted(lines, key=_bench)
    ]
    return picture_of(drawn, floors, plate=plate, name=floor_name)


def _bench(line: Line) -> bool:
    """Benches are drawn on top of their rooms."""
    return bool(line.room.kind == RoomKind.BENCH)
