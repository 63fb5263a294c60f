"""Who is in a made-up park. Pure: the same seed gives the same companies and leases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from cellpark.kernel.months import add_months

ROOMS_OF_A_COMPANY = 20
YEARS = 5
LET_SHARE = 0.9
# rents in CNY for a square metre of net area and a month, by use: made up
RENTS = {"laboratory": 72, "office": 55, "pilot": 88, "production": 95, "storage": 38, "animal": 110}
STAGES = (("nursery", 30), ("incubation", 35), ("acceleration", 25), ("growth", 10))
NODES = (
    *("U13", "U21", "U25", "U29", "U31", "U42"),
    *("M11", "M12", "M14", "M16", "M18"),
    *("M32", "M33", "M41", "M51"),
)


@dataclass(frozen=True, slots=True)
class PlannedRoom:
    """A room by its code, with what its rent depends on."""

    id: UUID
    code: str
    use: str
    area_net_m2: Decimal


@dataclass(frozen=True, slots=True)
class PlannedLease:
    """A lease on paper: which company, which rooms, from when to when, at which rent for each of them a month."""

    number: str
    company: int
    rooms: tuple[PlannedRoom, ...]
    since: date
    until: date
    rates: tuple[Decimal, ...]

    @property
    def form(self) -> Mapping[str, Any]:
        """The lease file as plain values: one term for each room, billed by the month."""
        terms = [
            {
                "key": f"rent-{number:02}",
                "kind": "rent",
                "room": room.code,
                "basis": "area_month",
                "area_m2": str(room.area_net_m2),
                "rate": str(rate),
                "escalation": {"by": "0.03", "every_months": 12},
                "tax": "0.09",
            }
            for number, (room, rate) in enumerate(zip(self.rooms, self.rates, strict=True))
        ]
        return {
            "format": "cellpark.lease/1",
            "lease": self.number,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "currency": "CNY",
            "cycle": {"every_months": 1, "months": "calendar", "in_advance": True, "due_days": 10},
            "late": {"per_day": "0.0005", "grace_days": 5},
            "terms": terms,
        }


@dataclass(frozen=True, slots=True)
class PlannedCompany:
    """A company of the park, with what it looks for."""

    number: int
    name: str
    node: str
    stage: str
    since: date
    staff: int
    wants: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GrownPark:
    """Who is in the park, and what they rent."""

    companies: Sequence[PlannedCompany]
    leases: Sequence[PlannedLease]


def grown_park(rooms: Sequence[PlannedRoom], *, companies: int, seed: int, today: date) -> GrownPark:
    """Who rents these rooms: 20 in a row for each company, nine of ten of them let, five years of leases."""
    chance = Random(seed)  # noqa: S311 -- made-up companies, no secret
    return GrownPark(
        companies=[_company(chance, number, today) for number in range(companies)],
        leases=list(_leases(chance, rooms, companies, today)),
    )


def _company(chance: Random, number: int, today: date) -> PlannedCompany:
    (stage,) = chance.choices([each[0] for each in STAGES], [each[1] for each in STAGES])
    kinds = chance.sample(("service", "supplier", "people"), chance.randint(1, 3))
    return PlannedCompany(
        number=number,
        name=f"Generated Company {number + 1:04}",
        node=chance.choice(NODES),
        stage=stage,
        since=today - timedelta(days=chance.randint(200, 365 * YEARS)),
        staff=chance.randint(4, 180),
        wants=tuple((kind, chance.choice(NODES)) for kind in kinds),
    )


def _leases(chance: Random, rooms: Sequence[PlannedRoom], companies: int, today: date) -> Iterator[PlannedLease]:
    """For each company two leases in a row over its rooms, the second one running today."""
    for company in range(companies):
        mine = rooms[company * ROOMS_OF_A_COMPANY : (company + 1) * ROOMS_OF_A_COMPANY]
        kept = tuple(room for room in mine if chance.random() < LET_SHARE)
        if not kept:
            continue
        turn = add_months(today.replace(day=1), -chance.randint(1, 24))
        first = add_months(today.replace(day=1), -12 * YEARS + chance.randint(0, 12))
        last = add_months(turn, chance.choice((24, 36, 36, 60)))
        rates = tuple(Decimal(RENTS[room.use] + chance.randint(-6, 6)) for room in kept)
        past = kept[: max(1, len(kept) * 2 // 3)]
        yield PlannedLease(f"G-{company + 1:04}-1", company, past, first, turn, rates[: len(past)])
        yield PlannedLease(f"G-{company + 1:04}-2", company, kept, turn, max(last, add_months(today, 1)), rates)
