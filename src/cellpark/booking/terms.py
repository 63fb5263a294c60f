"""The rules of a resource as values, and as the JSON in which its row and its events keep them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final, Self
from zoneinfo import ZoneInfo

DAY_MINUTES: Final = 24 * 60
STEP: Final = 5
"""Bookings begin and end on steps of five minutes."""


@dataclass(frozen=True, slots=True)
class Window:
    """When something may be used: a weekday (0 is Monday) from a minute of the day up to, not including, another.

    The minutes are those of the wall clock in the resource's zone; 1440 is midnight, and goes on into the next day's
    window where that begins at 0.
    """

    weekday: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quota:
    """At most ``hours`` in a ``week`` (from Monday) or calendar ``month`` for one company; empty ``stage``: any."""

    period: str
    hours: int
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """Days on which nobody comes in: from a day up to, not including, another."""

    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The rules of one resource. Lengths are elapsed minutes; a limit of 0 is no limit; empty windows: always."""

    zone: str = "Asia/Shanghai"
    min_minutes: int = 15
    max_minutes: int = 480
    advance_days: int = 60
    cancel_minutes: int = 60
    before_minutes: int = 0
    after_minutes: int = 0
    open_max: int = 0
    no_show_minutes: int = 0
    no_show_limit: int = 0
    no_show_advance_days: int = 2
    offer_minutes: int = 120
    windows: tuple[Window, ...] = ()
    closed: tuple[Closed, ...] = ()
    quotas: tuple[Quota, ...] = ()
    training: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    shared: bool = False
    """A room of the premises is booked by others as well while it is let."""

    @property
    def tz(self) -> ZoneInfo:
        """The zone in which windows, days, weeks and months are read."""
        return ZoneInfo(self.zone)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The rules as a row keeps them."""
        known = {each.name for each in fields(cls)}
        found = {name: value for name, value in data.items() if name in known}
        found["windows"] = tuple(Window(*each) for each in data.get("windows", ()))
        found["closed"] = tuple(Closed(*map(date.fromisoformat, each)) for each in data.get("closed", ()))
        found["quotas"] = tuple(Quota(*each) for each in data.get("quotas", ()))
        for name in ("training", "stages"):
            found[name] = tuple(data.get(name, ()))
        return cls(**found)

    def as_json(self) -> dict[str, Any]:
        """The rules as a row and an event keep them."""
        found: dict[str, Any] = {each.name: getattr(self, each.name) for each in fields(self)}
        found["windows"] = [[each.weekday, each.start, each.end] for each in self.windows]
        found["closed"] = [[each.start.isoformat(), each.end.isoformat()] for each in self.closed]
        found["quotas"] = [[each.period, each.hours, each.stage] for each in self.quotas]
        for name in ("training", "stages"):
            found[name] = list(found[name])
        return found
