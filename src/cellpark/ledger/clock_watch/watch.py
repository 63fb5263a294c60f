"""The comparison itself, pure: the wall clock against the steady clock, and against the newest record."""

from dataclasses import dataclass
from datetime import datetime, timedelta

JUMP_MIN = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Jump:
    """The clock showed ``showed`` where ``expected`` was due; ``against`` says by which comparison."""

    showed: datetime
    expected: datetime
    against: str

    @property
    def by(self) -> timedelta:
        """How far it jumped; negative when it was set back."""
        return self.showed - self.expected


class ClockWatch:
    """Remembers one pair of readings and compares each new pair with it."""

    def __init__(self) -> None:
        """Begin without a reading."""
        self._wall: datetime | None = None
        self._steady_s = 0.0
        self._reported: datetime | None = None

    def look(self, *, wall: datetime, steady_s: float, newest_record: datetime | None) -> Jump | None:
        """The jump since the last look, if there was one; the new readings are the base of the next look.

        ``steady_s`` is a clock that nobody can set (``time.monotonic``), ``newest_record`` the newest ``recorded_at``
        of the ledger: it also catches a clock that was set back while the service was stopped. One and the same
        newest record is reported once only.
        """
        before, self._wall = self._wall, wall
        elapsed, self._steady_s = steady_s - self._steady_s, steady_s
        if before is not None:
            expected = before + timedelta(seconds=elapsed)
            if abs(wall - expected) > JUMP_MIN:
                self._reported = newest_record
                return Jump(wall, expected, "steady_clock")
        if newest_record is not None and newest_record - wall > JUMP_MIN and newest_record != self._reported:
            self._reported = newest_record
            return Jump(wall, newest_record, "newest_record")
        return None
