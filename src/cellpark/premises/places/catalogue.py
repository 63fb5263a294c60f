"""Rooms as arrays, with their neighbours. Pure: made once for each state of a building, read by every search."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from cellpark.premises.places.neighbours import touching
from cellpark.premises.states import GRADE_ORDER, RoomKind, RoomUse, Waste

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

AMOUNTS = (
    *("area_net_m2", "height_m", "floor_load_kn_m2", "power_kw", "steam_kg_h", "purified_water_l_h"),
    "exhaust_m3_h",
)
COLUMNS = (
    *("id", "building_id", "floor", "kind", "use", "grade", "waste", "ln2", "bonded"),
    *("valid_from", "valid_until", "outline", *AMOUNTS),
)
"""What is read of a room, in this order."""
USES = tuple(each.value for each in RoomUse)
GRADES = tuple(each.value for each in GRADE_ORDER)
WASTE_BITS = {Waste.NONE.value: 0, Waste.CHEMICAL.value: 1, Waste.BIOLOGICAL.value: 2, Waste.BOTH.value: 3}
NEVER = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Rooms by place, one array for each property; ``one`` and ``other`` name the places of rooms that touch.

    Amounts are compared in hundredths, as whole numbers: a sum of tenths is what it is on paper.
    """

    ids: tuple[UUID, ...]
    buildings: tuple[UUID, ...]
    building: Ints
    floor: Ints
    whole: Flags
    use: Ints
    grade: Ints
    waste: Ints
    ln2: Flags
    bonded: Flags
    starts: Ints
    ends: Ints
    amounts: Mapping[str, Ints]
    one: Ints
    other: Ints

    @property
    def level(self) -> Ints:
        """A number for each floor of each building."""
        return self.building * 1_000 + self.floor

    def there(self, day: date) -> Flags:
        """The rooms that exist on ``day``."""
        return (self.starts <= day.toordinal()) & (self.ends > day.toordinal())


def catalogue_of(rows: Iterable[Sequence[Any]]) -> Catalogue:
    """The rooms of one or several buildings, each row with the values of ``COLUMNS``."""
    listed = list(rows)
    columns: dict[str, Sequence[Any]] = dict(zip(COLUMNS, zip(*listed, strict=True), strict=True)) if listed else {}
    taken: dict[str, Sequence[Any]] = {name: columns.get(name, ()) for name in COLUMNS}
    buildings = tuple(dict.fromkeys(taken["building_id"]))
    places = {each: place for place, each in enumerate(buildings)}
    floors: dict[tuple[UUID, int], list[int]] = defaultdict(list)
    for place, key in enumerate(zip(taken["building_id"], taken["floor"], strict=True)):
        floors[key].append(place)
    pairs = list(chain.from_iterable(_pairs(inside, taken["outline"]) for inside in floors.values()))
    return Catalogue(
        ids=tuple(taken["id"]),
        buildings=buildings,
        building=_ints(places[each] for each in taken["building_id"]),
        floor=_ints(taken["floor"]),
        whole=_flags(each == RoomKind.ROOM.value for each in taken["kind"]),
        use=_ints(USES.index(each) for each in taken["use"]),
        grade=_ints(GRADES.index(each) for each in taken["grade"]),
        waste=_ints(WASTE_BITS[each] for each in taken["waste"]),
        ln2=_flags(taken["ln2"]),
        bonded=_flags(taken["bonded"]),
        starts=_ints(each.toordinal() for each in taken["valid_from"]),
        ends=_ints(NEVER if each is None else each.toordinal() for each in taken["valid_until"]),
        amounts={name: _ints(int(each * 100) for each in taken[name]) for name in AMOUNTS},
        one=_ints(one for one, _other in pairs),
        other=_ints(other for _one, other in pairs),
    )


def together(parts: Sequence[Catalogue]) -> Catalogue:
    """Several catalogues of different buildings as one."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return catalogue_of([])
    shifts = np.cumsum([0, *(len(each.ids) for each in parts[:-1])])
    houses = np.cumsum([0, *(len(each.buildings) for each in parts[:-1])])
    joined: dict[str, Any] = {
        name: np.concatenate([getattr(each, name) for each in parts])
        for name in ("floor", "whole", "use", "grade", "waste", "ln2", "bonded", "starts", "ends")
    }
    return Catalogue(
        ids=tuple(chain.from_iterable(each.ids for each in parts)),
        buildings=tuple(chain.from_iterable(each.buildings for each in parts)),
        building=np.concatenate([each.building + houses[place] for place, each in enumerate(parts)]),
        amounts={name: np.concatenate([each.amounts[name] for each in parts]) for name in AMOUNTS},
        one=np.concatenate([each.one + shifts[place] for place, each in enumerate(parts)]),
        other=np.concatenate([each.other + shifts[place] for place, each in enumerate(parts)]),
        **joined,
    )


def _pairs(inside: Sequence[int], outlines: Sequence[Any]) -> Iterable[tuple[int, int]]:
    return ((inside[one], inside[other]) for one, other in touching([outlines[place] for place in inside]))


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _flags(values: Iterable[bool]) -> Flags:
    return np.fromiter(values, dtype=np.bool_)
