"""Arithmetic of time for bookings: what is taken, how many hours somebody has, when a place is open.

Everything is found by bisection in sorted intervals, in O(log n); nothing counts minutes. Instants are compared in UTC,
so that a length is what passes between them; windows, days, weeks and months are read off the wall clock of the
resource's zone. Where the clock is put back, an hour that comes twice is open both times, and lasts twice as long.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from cellpark.booking.terms import DAY_MINUTES, Closed, Window

WEEK_MINUTES = 7 * DAY_MINUTES
Span = tuple[datetime, datetime]


class Timeline:
    """Disjoint spans of instants in order; spans that overlap or touch are one."""

    __slots__ = ("ends", "starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """Spans in any order, their ends not included."""
        self.starts: list[datetime] = []
        self.ends: list[datetime] = []
        for start, end in sorted((each[0].astimezone(UTC), each[1].astimezone(UTC)) for each in spans):
            if end <= start:
                continue
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def first_overlap(self, start: datetime, end: datetime) -> Span | None:
        """The first span that shares time with ``start`` to ``end``. O(log n)."""
        at = bisect_right(self.ends, start)
        if at < len(self.starts) and self.starts[at] < end:
            return self.starts[at], self.ends[at]
        return None

    def spans(self) -> Iterator[Span]:
        """The spans in order."""
        return zip(self.starts, self.ends, strict=True)


class Hours:
    """Spans that may overlap, each counting: an hour with two devices at once is two hours."""

    __slots__ = ("_begun", "_ended", "_ends", "_starts")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """Spans in any order."""
        found = list(spans)
        self._starts = sorted(int(each[0].timestamp()) for each in found)
        self._ends = sorted(int(each[1].timestamp()) for each in found)
        self._begun = list(accumulate(self._starts, initial=0))
        self._ended = list(accumulate(self._ends, initial=0))

    def within(self, start: datetime, end: datetime) -> timedelta:
        """How much of ``start`` to ``end`` they cover together. O(log n)."""
        return timedelta(seconds=self._before(int(end.timestamp())) - self._before(int(start.timestamp())))

    def _before(self, point: int) -> int:
        """The seconds that passed before ``point`` in all of them: since what had begun, less since what had ended."""
        begun, over = bisect_right(self._starts, point), bisect_right(self._ends, point)
        return (point * begun - self._begun[begun]) - (point * over - self._ended[over])


class Week:
    """The opening hours of a week, in minutes of the wall clock since Monday, joined over midnight and over Sunday."""

    __slots__ = ("always", "ends", "starts")

    def __init__(self, windows: Sequence[Window]) -> None:
        """No window at all: always open."""
        self.starts: list[int] = []
        self.ends: list[int] = []
        day = DAY_MINUTES
        for start, end in sorted((each.weekday * day + each.start, each.weekday * day + each.end) for each in windows):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)
        self.always = not windows or (self.starts == [0] and self.ends == [WEEK_MINUTES])
        if not self.always and self.starts[0] == 0 and self.ends[-1] == WEEK_MINUTES:
            # what goes on from Sunday into Monday
            self.ends[-1] += self.ends[0]

    def covers(self, start: datetime, end: datetime) -> bool:
        """Whether it is open from ``start`` to ``end``, as a clock on the wall shows them (naive). O(log n)."""
        return self.always or end <= self.open_until(start)

    def open_until(self, at: datetime) -> datetime:
        """When the window in which ``at`` lies ends; ``at`` itself where it is shut."""
        minute = at.weekday() * DAY_MINUTES + at.hour * 60 + at.minute
        longest = at
        # early on Monday the window of Sunday may still run
        for each in (minute, minute + WEEK_MINUTES):
            place = bisect_right(self.starts, each) - 1
            if place >= 0 and each < self.ends[place]:
                base = at - timedelta(minutes=each, seconds=at.second, microseconds=at.microsecond)
                longest = max(longest, base + timedelta(minutes=self.ends[place]))
        return longest

    def openings(self, since: date, days: int) -> Iterator[datetime]:
        """The moments of the wall clock (naive) at which it opens, or midnight of each day where it never shuts."""
        for offset in range(days):
            day = since + timedelta(days=offset)
            midnight = datetime.combine(day, time())
            if self.always:
                yield midnight
                continue
            first = day.weekday() * DAY_MINUTES
            place = bisect_left(self.starts, first)
            while place < len(self.starts) and self.starts[place] < first + DAY_MINUTES:
                yield midnight + timedelta(minutes=self.starts[place] - first)
                place += 1


def wall(at: datetime, zone: ZoneInfo) -> datetime:
    """What a clock on the wall of ``zone`` shows (naive)."""
    return at.astimezone(zone).replace(tzinfo=None, fold=0)


def instant(shown: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which a clock of ``zone`` shows ``shown``: the first one of an hour that comes twice; of an hour
    that is left out, the one that would have been.
    """
    return shown.replace(tzinfo=zone, fold=0).astimezone(UTC)


def closed_day(closed: Sequence[Closed], start: date, last: date) -> date | None:
    """The first closed day from ``start`` to ``last``, both included; ``closed`` in order and disjoint. O(log n)."""
    at = bisect_right(closed, start, key=lambda each: each.end)
    if at < len(closed) and closed[at].start <= last:
        return max(start, closed[at].start)
    return None


def periods(kind: str, start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[tuple[date, datetime, datetime]]:
    """The weeks or months that ``start`` to ``end`` touches: first day, and the instants between which each lies."""
    day = start.astimezone(zone).date()
    day = day - timedelta(days=day.weekday()) if kind == "week" else day.replace(day=1)
    while True:
        after = day + timedelta(days=7) if kind == "week" else (day + timedelta(days=32)).replace(day=1)
        begins, ends = (instant(datetime.combine(each, time()), zone) for each in (day, after))
        if begins >= end:
            return
        yield day, begins, ends
        day = after
