"""Find places among the rooms in sight. The catalogue of a building is made once for each version of it."""

from collections.abc import Callable, Collection
from functools import lru_cache
from uuid import UUID

import numpy as np

from cellpark.kernel.problem import Problem, refuse_any
from cellpark.premises.models import Building, Room
from cellpark.premises.places.catalogue import COLUMNS, Catalogue, catalogue_of, together
from cellpark.premises.places.needs import Needs, Place
from cellpark.premises.places.search import ROOMS_MAX, SHOWN, search

BUILDINGS_KEPT = 400


def find_places(
    needs: Needs, *, free: Callable[[UUID], bool] | Collection[UUID], limit: int | None = SHOWN
) -> tuple[Place, ...]:
    """Ranked rooms and combinations of neighbouring rooms in sight for ``needs``, the best first.

    ``free``: the ids of the rooms that nobody holds from the day on, or a function that says so of one.
    Raises ``Refused``: ``premises.needs.none``, ``premises.needs.area``.
    """
    refuse_any(needs_problems(needs))
    catalogue = catalogue_in_sight()
    size = len(catalogue.ids)
    says = free if callable(free) else frozenset(free).__contains__
    return search(catalogue, needs, np.fromiter(map(says, catalogue.ids), dtype=np.bool_, count=size), limit=limit)


def needs_problems(needs: Needs) -> list[Problem]:
    """Something is asked for, and the areas are in their order."""
    problems = []
    asked = (
        *(needs.area_min, needs.area_max, needs.uses, needs.grade, needs.height_m, needs.floor_load_kn_m2),
        *(needs.power_kw, needs.steam_kg_h, needs.purified_water_l_h, needs.ln2, needs.exhaust_m3_h, needs.waste),
        *(needs.next_to, needs.bonded is not None),
    )
    if not any(asked):
        problems.append(Problem("premises.needs.none", field="area_min"))
    if needs.area_max is not None and needs.area_max < needs.area_min:
        problems.append(Problem("premises.needs.area", field="area_max"))
    if not 1 <= needs.rooms_max <= ROOMS_MAX:
        problems.append(Problem("premises.needs.rooms", {"most": ROOMS_MAX}, field="rooms_max"))
    return problems


def catalogue_in_sight() -> Catalogue:
    """The rooms of all buildings in scope. A building that moved on is read anew, the others are remembered."""
    return _together(tuple(Building.objects.order_by("id").values_list("id", "version")))


@lru_cache(maxsize=8)
def _together(buildings: tuple[tuple[UUID, int], ...]) -> Catalogue:
    return together([_of_building(identity, version) for identity, version in buildings])


@lru_cache(maxsize=BUILDINGS_KEPT)
def _of_building(building_id: UUID, _version: int) -> Catalogue:
    rows = Room.objects.filter(building_id=building_id).order_by("floor", "code", "valid_from", "id")
    return catalogue_of(rows.values_list(*COLUMNS))
