"""What of a need rooms meet, alone and together, as arrays. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from cellpark.premises.places.catalogue import GRADES, USES, WASTE_BITS, Catalogue, Flags, Ints
from cellpark.premises.places.needs import Demand, Needs

LEAST = {
    Demand.HEIGHT: "height_m",
    Demand.FLOOR_LOAD: "floor_load_kn_m2",
}
"""Amounts of which every room of a place has enough."""
SUMMED = {
    Demand.POWER: "power_kw",
    Demand.STEAM: "steam_kg_h",
    Demand.WATER: "purified_water_l_h",
    Demand.EXHAUST: "exhaust_m3_h",
}
"""Supplies that add up over the rooms of a place."""
FIT_OUT = frozenset(
    {Demand.USE, Demand.GRADE, Demand.POWER, Demand.STEAM, Demand.WATER, Demand.LN2, Demand.EXHAUST, Demand.WASTE}
)
"""What building work closes; a ceiling, a floor slab, a customs border and a neighbour stay where they are."""
PENALTIES: Mapping[Demand, int] = {
    Demand.LN2: 2,
    Demand.POWER: 2,
    Demand.WATER: 2,
    Demand.EXHAUST: 3,
    Demand.GRADE: 3,
    Demand.STEAM: 4,
    Demand.WASTE: 4,
    Demand.USE: 6,
    Demand.NEXT_TO: 15,
    Demand.AREA: 30,
    Demand.HEIGHT: 40,
    Demand.FLOOR_LOAD: 40,
    Demand.BONDED: 40,
}
"""How much worse a gap makes a place: roughly how hard it is to close. A judgement, not a price."""
MOST = int(np.iinfo(np.int64).max)


def hundredths(amount: Decimal | None) -> int:
    """An amount as the catalogue has it; None is no limit."""
    return MOST if amount is None else int(amount * 100)


@dataclass(frozen=True, slots=True)
class Judged:
    """Each room against a need: what it lacks alone, and by demand what it lacks within a place of several rooms."""

    candidates: Flags
    lacks: Mapping[Demand, Flags]
    of_each: Mapping[Demand, Flags]
    level_asked: Flags
    beside: Flags


def judge(catalogue: Catalogue, needs: Needs, free: Flags) -> Judged:
    """Compare every room with ``needs``; candidates are there on the day, free, and in a building that is wanted."""
    candidates = free & catalogue.there(needs.day)
    if needs.buildings:
        wanted = np.array([each in needs.buildings for each in catalogue.buildings], dtype=np.bool_)
        candidates &= wanted[catalogue.building] if len(catalogue.building) else candidates
    lacks: dict[Demand, Flags] = {}
    area = catalogue.amounts["area_net_m2"]
    if needs.area_min or needs.area_max is not None:
        lacks[Demand.AREA] = (area < hundredths(needs.area_min)) | (area > hundredths(needs.area_max))
    of_each = _of_each(catalogue, needs)
    lacks |= of_each
    for demand, name in SUMMED.items():
        if amount := getattr(needs, name):
            lacks[demand] = catalogue.amounts[name] < hundredths(amount)
    if needs.ln2:
        lacks[Demand.LN2] = ~catalogue.ln2
    asked, beside = _neighbourhood(catalogue, needs)
    if needs.next_to:
        lacks[Demand.NEXT_TO] = ~asked
    return Judged(candidates, lacks, of_each, asked, beside)


def _of_each(catalogue: Catalogue, needs: Needs) -> dict[Demand, Flags]:
    """What must hold of every single room of a place."""
    lacks: dict[Demand, Flags] = {}
    if needs.uses:
        wanted = np.array([each in needs.uses for each in USES], dtype=np.bool_)
        lacks[Demand.USE] = ~wanted[catalogue.use]
    if needs.grade:
        lacks[Demand.GRADE] = catalogue.grade > GRADES.index(needs.grade)
    for demand, name in LEAST.items():
        if amount := getattr(needs, name):
            lacks[demand] = catalogue.amounts[name] < hundredths(amount)
    if needs.waste:
        bits = WASTE_BITS[needs.waste]
        lacks[Demand.WASTE] = (catalogue.waste & bits) != bits
    if needs.bonded is not None:
        lacks[Demand.BONDED] = catalogue.bonded != needs.bonded
    return lacks


def _neighbourhood(catalogue: Catalogue, needs: Needs) -> tuple[Flags, Flags]:
    """The rooms on a floor with a room that was asked for, and those that touch one."""
    size = len(catalogue.ids)
    beside = np.zeros(size, dtype=np.bool_)
    if not needs.next_to:
        return beside, beside
    asked = np.fromiter((each in needs.next_to for each in catalogue.ids), dtype=np.bool_, count=size)
    level = catalogue.level
    beside[catalogue.one[asked[catalogue.other]]] = True
    beside[catalogue.other[asked[catalogue.one]]] = True
    return np.isin(level, level[asked]), beside & ~asked


def together_lack(catalogue: Catalogue, needs: Needs, judged: Judged, sets: Ints) -> dict[Demand, Flags]:
    """What sets of rooms lack together; ``sets`` has a row for each set and a column for each of its rooms."""
    lacks: dict[Demand, Flags] = {demand: np.any(flags[sets], axis=1) for demand, flags in judged.of_each.items()}
    if needs.area_min or needs.area_max is not None:
        area = catalogue.amounts["area_net_m2"][sets].sum(axis=1)
        lacks[Demand.AREA] = (area < hundredths(needs.area_min)) | (area > hundredths(needs.area_max))
    for demand, name in SUMMED.items():
        if amount := getattr(needs, name):
            lacks[demand] = catalogue.amounts[name][sets].sum(axis=1) < hundredths(amount)
    if needs.ln2:
        lacks[Demand.LN2] = ~np.any(catalogue.ln2[sets], axis=1)
    if needs.next_to:
        lacks[Demand.NEXT_TO] = ~np.any(judged.level_asked[sets], axis=1)
    return lacks


def penalty_of(lacks: Mapping[Demand, Flags], size: int) -> Ints:
    """How far from the need; nothing lacking is zero."""
    penalty = np.zeros(size, dtype=np.int64)
    for demand, flags in lacks.items():
        penalty += flags * PENALTIES[demand]
    return penalty
