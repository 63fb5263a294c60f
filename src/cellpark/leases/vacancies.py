"""Rooms to let, as a visitor sees them: what the operator made public and nobody takes today, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.utils.translation import get_language

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.leases.days import today
from cellpark.leases.queries import Lettings, free_rooms, lettings_version
from cellpark.premises.public import Room, RoomUse, buildings, rooms_on

PAGE_ROWS = 24
PAGES_KEPT = 64
"""An answer names at most one page of rooms: about 20 KB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancy:
    """A room to let, in the fields that visitors may know."""

    building: str
    code: str
    floor: int
    use: str
    grade: str
    area_m2: Decimal
    height_m: Decimal
    power_kw: Decimal
    steam: bool
    purified_water: bool
    ln2: bool
    bonded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UseLine:
    """What is free of one use: how many rooms, how large, how much together."""

    use: str
    rooms: int
    smallest_m2: Decimal
    largest_m2: Decimal
    area_m2: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancies:
    """The rooms of one page of a list, and what is free altogether."""

    lines: tuple[UseLine, ...]
    rows: tuple[Vacancy, ...]
    found: int
    page: int
    pages: int

    @property
    def rooms(self) -> int:
        """How many are free, whatever is asked for."""
        return sum(line.rooms for line in self.lines)

    @property
    def area_m2(self) -> Decimal:
        """Their net area together."""
        return sum((line.area_m2 for line in self.lines), Decimal(0))


def vacancies(park_id: UUID | None, *, wanted: Mapping[str, Any] | None = None, page: int = 1) -> Vacancies:
    """What is to let today in one park, or in all: three queries, whose answer is kept until something moves on.

    ``wanted``: any of use, grade, area (m2, at least), ln2, bonded.
    A visitor belongs to no organisation, so the house reads for them, chooses the rooms and hands out named fields.
    """
    asked = frozenset((name, value) for name, value in (wanted or {}).items() if value)
    with use_scope(EVERYTHING):
        stand = tuple(buildings().order_by("id").values_list("id", "version", "park_id"))
        return _vacancies(park_id, asked, page, today(), stand, lettings_version(), get_language() or "")


@lru_cache(maxsize=PAGES_KEPT)
def _vacancies(
    park_id: UUID | None,
    wanted: frozenset[tuple[str, Any]],
    page: int,
    day: date,
    _buildings: tuple[tuple[UUID, int, UUID | None], ...],
    _lettings: Lettings,
    _language: str,  # in which the buildings are named
) -> Vacancies:
    free = _free(park_id, day)
    found = free.filter(_wish(dict(wanted)))
    rows = found.count()
    pages = max(1, -(-rows // PAGE_ROWS))
    page = min(max(page, 1), pages)
    first = (page - 1) * PAGE_ROWS
    ordered = found.select_related("building").order_by("-area_net_m2", "building__code", "floor", "code", "id")
    return Vacancies(
        lines=_lines(free),
        rows=tuple(_vacancy(room) for room in ordered[first : first + PAGE_ROWS]),
        found=rows,
        page=page,
        pages=pages,
    )


def _free(park_id: UUID | None, day: date) -> QuerySet[Room]:
    rows = rooms_on(day).filter(free_rooms(start=day, end=None), public=True)
    return rows if park_id is None else rows.filter(building__park_id=park_id)


def _wish(wanted: Mapping[str, Any]) -> Q:
    asked = Q()
    for name in ("use", "grade"):
        if wanted.get(name):
            asked &= Q(**{name: wanted[name]})
    if wanted.get("area"):
        asked &= Q(area_net_m2__gte=wanted["area"])
    for name in ("ln2", "bonded"):
        if wanted.get(name):
            asked &= Q(**{name: True})
    return asked


def _lines(free: QuerySet[Room]) -> tuple[UseLine, ...]:
    area = "area_net_m2"
    counted = free.order_by("use").values_list("use").annotate(Count("id"), Min(area), Max(area), Sum(area))
    by_use = {row[0]: row[1:] for row in counted}
    return tuple(
        UseLine(
            use=use,
            rooms=by_use[use][0],
            smallest_m2=by_use[use][1],
            largest_m2=by_use[use][2],
            area_m2=by_use[use][3],
        )
        for use in RoomUse
        if use in by_use
    )


def _vacancy(room: Room) -> Vacancy:
    return Vacancy(
        building=room.building.name or room.building.code,
        code=room.code,
        floor=room.floor,
        use=room.use,
        grade=room.grade,
        area_m2=room.area_net_m2,
        height_m=room.height_m,
        power_kw=room.power_kw,
        steam=room.steam_kg_h > 0,
        purified_water=room.purified_water_l_h > 0,
        ln2=room.ln2,
        bonded=room.bonded,
    )
