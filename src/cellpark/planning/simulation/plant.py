"""A plant as a file (``*.plant.yaml``): suites, devices by class, people by role with their shifts, who comes. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

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


@dataclass(frozen=True, slots=True)
class Things:
    """Rooms of a suite, or devices of a class: how many, hours of clearance after use, and their faults."""

    count: int
    clearance: float = 0.0
    faults: Faults | None = None


@dataclass(frozen=True, slots=True)
class People:
    """People of a role: the most there are at a time, and when."""

    count: int
    calendar: Calendar | None


@dataclass(frozen=True, slots=True)
class Plant:
    """Times in hours; hour 0 is a Monday, 00:00. ``patients`` come in a year; ``due`` is how long they may wait."""

    suites: Mapping[str, Things]
    devices: Mapping[str, Things]
    people: Mapping[str, People]
    patients: int
    urgencies: tuple[float, ...] = ()
    due: float | None = None


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


class _Shift(_Part):
    days: Annotated[str, Field(pattern=r"^[1-7](-[1-7])?$")]
    since: Clock
    until: Clock
    count: Count


class _People(_Part):
    shifts: Annotated[tuple[_Shift, ...], Field(min_length=1, max_length=100)]

    def people(self) -> People:
        """Shifts of the same hours add up."""
        edges = sorted({edge for each in self.shifts for edge in _edges(each)})
        openings: list[Opening] = []
        for start, end in pairwise(edges):
            level = sum(each.count for each in self.shifts if _covers(each, start))
            if level:
                openings.append(Opening(start, end, level))
        most = max((each.level for each in openings), default=0)
        return People(most, Calendar(WEEK_HOURS, tuple(openings)))


def _days(shift: _Shift) -> range:
    first, _, last = shift.days.partition("-")
    return range(int(first) - 1, int(last or first))


def _edges(shift: _Shift) -> list[float]:
    return [day * DAY_HOURS + edge for day in _days(shift) for edge in (shift.since, shift.until)]


def _covers(shift: _Shift, at: float) -> bool:
    return any(day * DAY_HOURS + shift.since <= at < day * DAY_HOURS + shift.until for day in _days(shift))


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

    def plant_of(self) -> Plant:
        return Plant(
            suites={name: each.things() for name, each in self.suites.items()},
            devices={name: each.things() for name, each in self.devices.items()},
            people={name: each.people() for name, each in self.people.items()},
            patients=self.patients.a_year,
            urgencies=tuple(float(each) for each in self.patients.urgencies),
            due=self.patients.due,
        )
