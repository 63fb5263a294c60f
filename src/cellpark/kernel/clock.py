"""One clock, passed in: nothing else in Cellpark asks the operating system for the time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Gives the present instant, aware and in UTC."""

    def now(self) -> datetime:
        """The present instant in UTC, with microseconds."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present instant in UTC, with microseconds."""
        return datetime.now(UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock for tests and replays: it stands still until it is moved."""

    instant: datetime

    def now(self) -> datetime:
        """The instant at which it stands."""
        return self.instant

    def advance(self, by: timedelta) -> None:
        """Move it; a negative step is a clock that was set back."""
        self.instant += by
