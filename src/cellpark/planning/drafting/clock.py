"""Instants and lengths as whole units counted from an origin."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import ceil, floor

UNIT_MINUTES = 5
"""Crews are told times of the clock in steps of five minutes, a round-up of each stay in a suite by less than that
costs less than the steps vary, and a year is 105,120 units, well below the longest horizon."""


@dataclass(frozen=True, slots=True)
class Clock:
    """``origin`` is an instant with its zone; the midnight of its place, so that days begin at whole units."""

    origin: datetime
    unit_minutes: int = UNIT_MINUTES

    @property
    def unit(self) -> timedelta:
        """One unit."""
        return timedelta(minutes=self.unit_minutes)

    def since(self, at: datetime) -> int:
        """The unit in which an instant lies; below zero before the origin."""
        return self._apart(at) // self.unit

    def after(self, at: datetime) -> int:
        """The first unit that does not begin before an instant."""
        return -(-self._apart(at) // self.unit)

    def at(self, unit: int) -> datetime:
        """When a unit begins, in the zone of the origin."""
        return (self.origin.astimezone(UTC) + unit * self.unit).astimezone(self.origin.tzinfo)

    def _apart(self, at: datetime) -> timedelta:
        # two times of one zone are subtracted as the wall shows them, an hour wrong where summer time begins between
        return at.astimezone(UTC) - self.origin.astimezone(UTC)

    def no_less(self, seconds: Decimal | int) -> int:
        """The fewest units that are not shorter."""
        return ceil(Decimal(seconds) / (self.unit_minutes * 60))

    def no_more(self, seconds: Decimal | int) -> int:
        """The most units that are not longer."""
        return floor(Decimal(seconds) / (self.unit_minutes * 60))
