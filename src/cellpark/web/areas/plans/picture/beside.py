"""Batches as they were published and as they are proposed, one above the other on one line of time. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cellpark.planning.scheduling import Placed

WIDTH, MARGIN, HEAD, ROW, BAR = 1_100, 172, 26, 40, 15
DAYS_NAMED = 10
Spans = Sequence[tuple[Placed, datetime, datetime]]


@dataclass(frozen=True, slots=True)
class Bar:
    """One operation. ``moved``: it begins elsewhere in the other plan; ``before``: as it was published."""

    x: float
    y: float
    width: float
    before: bool
    moved: bool
    title: str

    @property
    def classes(self) -> str:
        """Its looks, as classes of the style sheet."""
        return f"beside-{'before' if self.before else 'after'}" + (" beside-moved" if self.moved else "")


@dataclass(frozen=True, slots=True)
class Mark:
    """A name at a place, or a line at it."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture."""

    width: int
    height: int
    rows: tuple[Mark, ...]
    days: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    bar: int = BAR


def drawing_of(
    jobs: Sequence[str],
    before: Mapping[str, Spans],
    after: Mapping[str, Spans],
    *,
    day: Callable[[datetime], str],
    title: Callable[[Placed, datetime, datetime], str],
) -> Drawing | None:
    """Two rows for each job; None where nothing of them is planned."""
    spans = [each for job in jobs for plan in (before, after) for each in plan.get(job, ()) if each[2] > each[1]]
    if not spans:
        return None
    zone = spans[0][1].tzinfo
    since = min(start for _place, start, _end in spans).replace(hour=0, minute=0, second=0, microsecond=0)
    until = max(*(end for _place, _start, end in spans), since + timedelta(days=1))
    scale = (WIDTH - MARGIN) / (until - since).total_seconds()

    def across(at: datetime) -> float:
        return round(MARGIN + (at - since).total_seconds() * scale, 1)

    bars = []
    for number, job in enumerate(jobs):
        starts = [{place.operation: start for place, start, _end in plan.get(job, ())} for plan in (before, after)]
        for place_in, plan in enumerate((before, after)):
            other = starts[1 - place_in]
            for place, start, end in plan.get(job, ()):
                if end <= start:
                    continue
                y = HEAD + number * ROW + 3 + place_in * (BAR + 2)
                width = max(1.5, round((end - start).total_seconds() * scale, 1))
                moved = other.get(place.operation) != start
                bars.append(Bar(across(start), y, width, not place_in, moved, title(place, start, end)))
    count = (until - since).days + 1
    step = max(1, -(-count // DAYS_NAMED))
    days = tuple(
        Mark(across(at), 16, day(at))
        for at in (since.astimezone(zone) + timedelta(days=number) for number in range(0, count, step))
    )
    rows = tuple(Mark(2, HEAD + number * ROW + 21, job) for number, job in enumerate(jobs))
    return Drawing(WIDTH, HEAD + len(jobs) * ROW + 4, rows, days, tuple(bars))
