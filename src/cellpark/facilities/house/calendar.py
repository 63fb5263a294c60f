"""Time as the house counts it: round the clock, or in the hours of its office."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

ONE_DAY: Final = timedelta(days=1)
NOTHING: Final = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The hours of an office by the wall clock of its zone; ``closed_every_year`` are pairs of month and day."""

    zone: str
    opens: time
    closes: time
    weekdays: frozenset[int]
    closed: frozenset[date] = frozenset()
    closed_every_year: frozenset[tuple[int, int]] = frozenset()

    def is_open_on(self, day: date) -> bool:
        """Whether anybody is there on a day."""
        off = day in self.closed or (day.month, day.day) in self.closed_every_year
        return day.weekday() in self.weekdays and not off

    def hours_from(self, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The stretches in which it is open, from the one that runs at ``at`` or the next one on, in UTC."""
        zone = ZoneInfo(self.zone)
        day = at.astimezone(zone).date()
        while True:
            if self.is_open_on(day):
                start = datetime.combine(day, self.opens, zone).astimezone(UTC)
                end = datetime.combine(day, self.closes, zone).astimezone(UTC)
                if end > at:
                    yield max(start, at), end
            day += ONE_DAY


def counted(start: datetime, end: datetime, office: Office | None) -> timedelta:
    """What counts of the time from ``start`` up to ``end``; without an office all of it."""
    if office is None or end <= start:
        return max(end - start, NOTHING)
    total = NOTHING
    for opened, closed in office.hours_from(start):
        if opened >= end:
            return total
        total += min(closed, end) - opened
    raise AssertionError("the days of a calendar do not end")


def reached(start: datetime, amount: timedelta, office: Office | None) -> datetime:
    """The instant at which ``amount`` has counted from ``start`` on."""
    if office is None:
        return start + amount
    left = amount
    for opened, closed in office.hours_from(start):
        if left <= closed - opened:
            return opened + left
        left -= closed - opened
    raise AssertionError("the days of a calendar do not end")
