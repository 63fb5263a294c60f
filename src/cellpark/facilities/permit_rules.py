"""What must hold of permits. Pure: values in, problems out.

All limits are rules of the house (``data``): same day, how many hours at most, how long a fire watch afterwards.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from cellpark.facilities.house.terms import Terms
from cellpark.facilities.rules import PLACE_MAX, line_problems
from cellpark.facilities.states import PermitKind, WasteKind
from cellpark.kernel.problem import Problem

QUANTITY_MAX: Final = Decimal(100_000)
CONTAINERS_MAX: Final = 1000
WASTE_WINDOW: Final = timedelta(days=1)
AHEAD_MAX: Final = timedelta(days=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class HotWork:
    """What hot work needs: who watches, with what, which detectors are isolated, what was looked at."""

    fire_watch: str
    extinguisher: str
    detectors: str
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waste:
    """What is handed over, to whom. The quantity in kg; ``licence`` is the carrier's."""

    kind: WasteKind
    quantity: Decimal
    containers: int
    carrier: str
    licence: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Hot work that is permitted already."""

    code: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupied:
    """What a batch does in a room as it is let.

    ``house`` is whose batch it is. ``plant_room`` and ``batch`` as that house names them, empty for who may not read
    them. ``until`` None: nobody knows.
    """

    house: UUID
    room_id: UUID
    plant_room: str
    batch: str
    since: datetime
    until: datetime | None


def times_problems(*, starts_at: datetime, ends_at: datetime, now: datetime) -> list[Problem]:
    """A permit begins before it ends, and is asked for before it is over."""
    if ends_at <= starts_at:
        return [Problem("facilities.permit.order", field="ends_at")]
    if ends_at <= now:
        return [Problem("facilities.permit.past", field="ends_at")]
    if starts_at > now + AHEAD_MAX:
        return [Problem("facilities.permit.far", {"days": AHEAD_MAX.days}, field="starts_at")]
    return []


def hot_work_problems(said: HotWork, *, starts_at: datetime, ends_at: datetime, terms: Terms) -> list[Problem]:
    """One day, not longer than allowed, with somebody who watches; everything on the list was looked at."""
    zone = ZoneInfo(terms.office.zone)
    most = f"{terms.hot_work_most / timedelta(hours=1):g}"
    same_day = starts_at.astimezone(zone).date() == ends_at.astimezone(zone).date()
    problems = [
        *line_problems("fire_watch", said.fire_watch, 80),
        *line_problems("extinguisher", said.extinguisher, PLACE_MAX),
        *line_problems("detectors", said.detectors, 200),
    ]
    if not same_day or ends_at - starts_at > terms.hot_work_most:
        problems.append(Problem("facilities.permit.day", {"hours": most}, field="ends_at"))
    missing = [each for each in terms.checks if each not in said.checks]
    unknown = [each for each in said.checks if each not in terms.checks]
    if missing or unknown:
        problems.append(Problem("facilities.permit.checks", {"count": len(missing) + len(unknown)}, field="checks"))
    return problems


def waste_problems(said: Waste, *, starts_at: datetime, ends_at: datetime) -> list[Problem]:
    """How much of what, in how many containers, by a carrier with a licence, within a day."""
    problems = [
        *quantity_problems(said.quantity, said.containers),
        *line_problems("carrier", said.carrier, PLACE_MAX),
        *line_problems("licence", said.licence, 60),
    ]
    if ends_at - starts_at > WASTE_WINDOW:
        problems.append(Problem("facilities.permit.window", field="ends_at"))
    return problems


def quantity_problems(quantity: Decimal, containers: int) -> list[Problem]:
    """Something in some containers."""
    problems = []
    if not quantity.is_finite() or not 0 < quantity <= QUANTITY_MAX or quantity != round(quantity, 3):
        problems.append(Problem("facilities.waste.quantity", {"most": str(QUANTITY_MAX)}, field="quantity"))
    if not 0 < containers <= CONTAINERS_MAX:
        problems.append(Problem("facilities.waste.containers", {"most": CONTAINERS_MAX}, field="containers"))
    return problems


def overlap_problems(*, starts_at: datetime, ends_at: datetime, others: Iterable[Taken]) -> list[Problem]:
    """Two fires in one room have one fire watch too few."""
    return [
        Problem("facilities.permit.overlap", {"code": each.code}, field="starts_at")
        for each in others
        if each.start < ends_at and starts_at < each.end
    ]


def in_that_time(found: Iterable[Occupied], *, starts_at: datetime, ends_at: datetime) -> list[Occupied]:
    """The uses that meet a time."""
    return [each for each in found if each.since < ends_at and (each.until is None or starts_at < each.until)]


def occupied_problems(found: Iterable[Occupied], *, rooms: Mapping[UUID, str]) -> list[Problem]:
    """No fire beside a batch: one problem for each room. ``rooms``: names of the rooms as they are let."""
    problems: dict[tuple[str, str], Problem] = {}
    for each in found:
        room = rooms[each.room_id]
        if (room, each.plant_room) in problems and not each.batch:
            continue  # a use that names its batch says more
        if each.plant_room:
            said = {"room": room, "plant_room": each.plant_room, "batch": each.batch or "\u2013"}
            problems[room, each.plant_room] = Problem("facilities.permit.own_batch", said)
        else:
            problems[room, ""] = Problem("facilities.permit.batch", {"room": room})
    return list(problems.values())


def is_in_force(*, state: str, starts_at: datetime, ends_at: datetime, at: datetime) -> bool:
    """Whether a permit permits something at ``at``."""
    return state == "approved" and starts_at <= at < ends_at


def hot_work_alone_problems(kind: str) -> list[Problem]:
    """Only hot work begins and ends by somebody's word; waste is handed over and written down."""
    return [] if kind == PermitKind.HOT_WORK else [Problem("facilities.permit.hot_alone")]


def begin_problems(*, starts_at: datetime, ends_at: datetime, at: datetime, zone: str) -> list[Problem]:
    """Work begins within the time of its permit. ``zone``: in which the refusal names that time."""
    if at < starts_at:
        return [Problem("facilities.permit.not_yet", {"since": _local(starts_at, zone)})]
    if at >= ends_at:
        return [Problem("facilities.permit.over", {"until": _local(ends_at, zone)})]
    return []


def watch_ends(*, over_at: datetime | None, ends_at: datetime, watch: timedelta) -> datetime:
    """Until when somebody watches for fire after hot work."""
    return min(over_at or ends_at, ends_at) + watch


def watch_problems(*, over_at: datetime | None, ends_at: datetime, at: datetime, terms: Terms) -> list[Problem]:
    """Hot work is closed after its fire watch, and not before it is over."""
    until = watch_ends(over_at=over_at, ends_at=ends_at, watch=terms.fire_watch)
    if at >= until:
        return []
    minutes = int(terms.fire_watch.total_seconds() // 60)
    return [Problem("facilities.permit.watch", {"until": _local(until, terms.office.zone), "minutes": minutes})]


def third_person_problems(*, requested_by: object, answered_by: Iterable[object], person: object) -> list[Problem]:
    """Who asks for a fire, who lets it through beside a batch, and who gives the permit are three people."""
    same = person is not None and person in {requested_by, *answered_by}
    return [Problem("facilities.permit.beside_own")] if same else []


def two_people_problems(*, requested_by: object, approver: object) -> list[Problem]:
    """Nobody permits to oneself what is dangerous for others."""
    same = approver is not None and approver == requested_by
    return [Problem("facilities.permit.own")] if same else []


def _local(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
