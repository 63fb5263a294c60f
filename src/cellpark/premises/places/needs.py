"""What somebody looks for, and what was found."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class Demand(StrEnum):
    """One thing that a place must have, in the order in which it is told."""

    AREA = "area"
    USE = "use"
    GRADE = "grade"
    HEIGHT = "height"
    FLOOR_LOAD = "floor_load"
    POWER = "power"
    STEAM = "steam"
    WATER = "water"
    LN2 = "ln2"
    EXHAUST = "exhaust"
    WASTE = "waste"
    BONDED = "bonded"
    NEXT_TO = "next_to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a company looks for; zero, empty and None ask for nothing. Areas are net, in m2; units as of rooms.

    ``uses`` and ``grade`` as the kinds of rooms have them; a cleaner grade fits too. ``next_to``: rooms that a place
    shall share a floor with. ``rooms_max``: how many neighbouring rooms may make one place.
    """

    day: date
    area_min: Decimal = Decimal(0)
    area_max: Decimal | None = None
    uses: frozenset[str] = frozenset()
    grade: str = ""
    height_m: Decimal = Decimal(0)
    floor_load_kn_m2: Decimal = Decimal(0)
    power_kw: Decimal = Decimal(0)
    steam_kg_h: Decimal = Decimal(0)
    purified_water_l_h: Decimal = Decimal(0)
    ln2: bool = False
    exhaust_m3_h: Decimal = Decimal(0)
    waste: str = ""
    bonded: bool | None = None
    next_to: frozenset[UUID] = frozenset()
    buildings: frozenset[UUID] = frozenset()
    rooms_max: int = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How one demand is met: what was needed and what is there, as plain text of numbers and kinds.

    ``fit_out`` says whether building work would close the gap; a ceiling or a customs border is not moved.
    """

    demand: Demand
    needed: str
    there: str
    met: bool
    fit_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One room, or several neighbouring ones of a floor, with what fits and what does not; the best comes first.

    ``beside`` says whether it touches a room that was asked for.
    """

    rooms: tuple[UUID, ...]
    area_net_m2: Decimal
    findings: tuple[Finding, ...]
    penalty: int
    beside: bool

    @property
    def complete(self) -> bool:
        """Whether it has everything as it stands."""
        return all(each.met for each in self.findings)

    @property
    def gaps(self) -> tuple[Finding, ...]:
        """What does not fit."""
        return tuple(each for each in self.findings if not each.met)
