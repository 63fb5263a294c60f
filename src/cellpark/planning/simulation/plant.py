"""A plant as a file (``*.plant.yaml``): suites, devices by class, people by role with their shifts, who comes. Pure.

One description for all engines: the simulation draws weeks and faults from it, the facts of a schedule real days.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from cellpark.kernel.problem import Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.kernel.yaml_text import NotYaml, read_yaml
from cellpark.planning.simulation.distribution import exponential, lognormal_p90
from cellpark.planning.simulation.model import Calendar, Faults, Opening

FORMAT = "cellpark.plant/1"
SIZE_LIMIT_BYTES = 1_000_000
PROBLEMS_SHOWN_MAX = 20
HOUR = Quantity(Decimal(1), "h")
DAY_HOURS, WEEK_HOURS = 24.0, 168.0
HOUR_SECONDS = Decimal(3_600)
YEAR_WEEKS = 53
NOBODY: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Away:
    """``count`` of a thing cannot be had from ``start`` up to, not including, ``end`` (None: no end is known)."""

    start: datetime
    end: datetime | None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Things:
    """Rooms of a suite, or devices of a class: how many, hours of clearance after use, and their faults.

    ``away``: what is booked by others, out of service or no longer qualified; known of a living plant alone.
    """

    count: int
    clearance: float = 0.0
    faults: Faults | None = None
    away: tuple[Away, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """People of a role: the most there are at a time, and when.

    ``qualified``: recipe -> how many of them are qualified for it; nothing where that is not told apart.
    """

    count: int
    calendar: Calendar | None
    qualified: Mapping[str, int] = field(default_factory=lambda: NOBODY)


@dataclass(frozen=True, slots=True)
class Plant:
    """Times in hours; hour 0 is a Monday, 00:00. ``patients`` come in a year; ``due`` is how long they may wait.

    ``holidays``: day -> role -> how many work all the same; who is not named stays at home.
    """

    suites: Mapping[str, Things]
    devices: Mapping[str, Things]
    people: Mapping[str, People]
    patients: int
    urgencies: tuple[float, ...] = ()
    due: float | None = None
    holidays: Mapping[date, Mapping[str, int]] = field(default_factory=dict)

    def room_of(self, suite: str, grade: str) -> str:
        """What rooms of a suite and a grade are called: ``B/C`` where the plant tells grades apart, else ``B``."""
        return f"{suite}/{grade}" if f"{suite}/{grade}" in self.suites else suite

    def device_of(self, device: str, suite: str | None) -> str:
        """What devices of a class are called in a suite: ``balance/B`` where the plant tells apart where they stand."""
        return f"{device}/{suite}" if f"{device}/{suite}" in self.devices else device

    def there(self, role: str, day: date) -> tuple[Opening, ...]:
        """When and how many of a role are there on a day; hours count from the midnight before."""
        people = self.people[role]
        most = people.count if day not in self.holidays else self.holidays[day].get(role, 0)
        if not most:
            return ()
        if people.calendar is None:
            return (Opening(0.0, DAY_HOURS, most),)
        midnight = day.weekday() * DAY_HOURS
        return tuple(
            Opening(each.start - midnight, each.end - midnight, min(each.level, most))
            for each in people.calendar.openings
            if midnight <= each.start < midnight + DAY_HOURS
        )

    def calendar_of(self, role: str) -> Calendar | None:
        """The weeks of a role, or a year of them with its holidays, from the Monday on or before the first new year."""
        people = self.people[role]
        if not self.holidays:
            return people.calendar
        year = date(min(self.holidays).year, 1, 1)
        monday = year - timedelta(days=year.weekday())
        openings = [
            Opening(number * DAY_HOURS + each.start, number * DAY_HOURS + each.end, each.level)
            for number in range(YEAR_WEEKS * 7)
            for each in self.there(role, monday + timedelta(days=number))
        ]
        return Calendar(YEAR_WEEKS * WEEK_HOURS, tuple(openings))


def hours(quantity: Quantity) -> float:
    """A time in hours."""
    return float(quantity.to("h", digits=12).value)


def read_plant(content: bytes) -> Plant:
    """The plant in a file.

    Raises ``Refused``: ``simulation.plant.unreadable``, or ``simulation.plant.field`` for each field that is missing,
    unknown or not what it should be.
    """
    try:
        form = read_yaml(content, limit_bytes=SIZE_LIMIT_BYTES)
    except NotYaml:
        raise Refused(Problem("simulation.plant.unreadable", {"format": FORMAT})) from None
    if not isinstance(form, dict) or form.get("format") != FORMAT:
        raise Refused(Problem("simulation.plant.unreadable", {"format": FORMAT}))
    try:
        return _File.model_validate(form).plant_of()
    except ValidationError as error:
        places = [".".join(map(str, each["loc"])) for each in error.errors(include_url=False, include_input=False)]
        found = [Problem("simulation.plant.field", {"place": each}) for each in places[:PROBLEMS_SHOWN_MAX]]
        raise Refused(*found) from None


def _time(found: object) -> float:
    """Hours of a text such as ``30 min``."""
    if not isinstance(found, str):
        raise ValueError("a time has a unit")  # noqa: TRY004 -- pydantic collects these
    try:
        quantity = Quantity.parse(found)
    except Refused:
        raise ValueError("no quantity") from None
    if quantity.measured_in.dimension != HOUR.measured_in.dimension or quantity.value < 0:
        raise ValueError("no time")
    return hours(quantity)


def _clock(found: object) -> float:
    """Hours of a text such as ``06:30``; 24:00 is the end of a day."""
    hour, colon, minute = str(found).partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal() and len(hour) == len(minute) == 2 and int(minute) < 60):
        raise ValueError("no time of day")
    return int(hour) + int(minute) / 60


def _by_day(found: object) -> object:
    """Days as people write them: YAML reads them as days, and a place would be named as programs do."""
    return {str(day): each for day, each in found.items()} if isinstance(found, dict) else found


Time = Annotated[float, BeforeValidator(_time)]
Clock = Annotated[float, BeforeValidator(_clock), Field(ge=0, le=DAY_HOURS)]
Count = Annotated[int, Field(ge=1, le=10_000)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Things(_Part):
    count: Count
    clearance: Time = 0.0
    works: Time | None = None
    repair: Time | None = None
    repair_p90: Time | None = None

    def things(self) -> Things:
        if self.works is None or self.repair is None:
            return Things(self.count, self.clearance)
        repair = lognormal_p90(self.repair, self.repair_p90 or self.repair)
        return Things(self.count, self.clearance, Faults(exponential(self.works), repair))


class Shift(_Part):
    """So many people from a time of the day to another, on days of the week (``1-5``; 1 is Monday)."""

    days: Annotated[str, Field(pattern=r"^[1-7](-[1-7])?$")]
    since: Clock
    until: Clock
    count: Count

    def openings(self) -> Iterator[Opening]:
        """When they are there in a week."""
        first, _, last = self.days.partition("-")
        for day in range(int(first) - 1, int(last or first)):
            if self.since < self.until:
                yield Opening(day * DAY_HOURS + self.since, day * DAY_HOURS + self.until, self.count)


class _People(_Part):
    shifts: Annotated[tuple[Shift, ...], Field(min_length=1, max_length=100)]
    qualified: dict[str, Count] = {}

    def people(self) -> People:
        return together([one for each in self.shifts for one in each.openings()], self.qualified)


def together(openings: Sequence[Opening], qualified: Mapping[str, int]) -> People:
    """People of a week whose openings may lie over each other: those of the same hours add up."""
    edges = sorted({edge for each in openings for edge in (each.start, each.end)})
    found: list[Opening] = []
    for start, end in pairwise(edges):
        level = sum(each.level for each in openings if each.start <= start < each.end)
        if level:
            found.append(Opening(start, end, level))
    most = max((each.level for each in found), default=0)
    return People(most, Calendar(WEEK_HOURS, tuple(found)), qualified)


class _Patients(_Part):
    a_year: Annotated[int, Field(ge=1, le=100_000)]
    urgencies: tuple[Annotated[int, Field(ge=0, le=1_000_000)], ...] = ()
    due: Time | None = None


class _File(_Part):
    format: str
    suites: dict[str, _Things]
    devices: dict[str, _Things]
    people: dict[str, _People]
    patients: _Patients
    holidays: Annotated[
        dict[date, dict[str, Annotated[int, Field(ge=0, le=10_000)]]], Field(max_length=1_000), BeforeValidator(_by_day)
    ] = {}

    @field_validator("holidays")
    @classmethod
    def _of_people(cls, found: dict[date, dict[str, int]], said: ValidationInfo) -> dict[date, dict[str, int]]:
        """A holiday names roles that there are."""
        if not {role for roles in found.values() for role in roles} <= set(said.data.get("people", ())):
            raise ValueError("no such role")
        return found

    def plant_of(self) -> Plant:
        return Plant(
            suites={name: each.things() for name, each in self.suites.items()},
            devices={name: each.things() for name, each in self.devices.items()},
            people={name: each.people() for name, each in self.people.items()},
            patients=self.patients.a_year,
            urgencies=tuple(float(each) for each in self.patients.urgencies),
            due=self.patients.due,
            holidays=self.holidays,
        )
