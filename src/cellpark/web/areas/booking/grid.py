"""The picture of what is taken and free: a row of time for each resource, or for each day of one resource.

Places are shares of the row's width, so that the picture fits any screen; each row says the same as a list of words.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.booking.public import Booking, BookingPermission, BookingState, Busy, Resource, Terms, instant, wall
from cellpark.booking.public import Week as OpeningHours

FIRST_HOUR, LAST_HOUR = 7, 21
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a row. ``kind``: shut, cleaning, busy, own, offered, free; ``x`` and ``width`` in percent."""

    kind: str
    x: str
    width: str
    words: str
    text: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its name, its marks, and the same in words."""

    label: str
    note: str
    href: str
    marks: tuple[Mark, ...]
    free: tuple[str, ...]
    taken: tuple[tuple[str, str, str], ...]
    here: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows over the same hours; ``hours``: each hour's number and its place in percent."""

    lines: tuple[Line, ...]
    hours: tuple[tuple[str, str], ...]
    current: str


@dataclass(frozen=True, slots=True)
class Wall:
    """The hours that a picture shows of a day, as shares of its width."""

    first: int
    last: int

    def share(self, at: datetime, day: date) -> float:
        """Where a moment of the wall clock lies, in percent, kept within the picture."""
        minutes = (at - datetime.combine(day, time())).total_seconds() / 60 - self.first * 60
        return min(100.0, max(0.0, minutes / ((self.last - self.first) * 60) * 100))


def day_grid(rows: Sequence[Resource], busy: Mapping[UUID, Sequence[Busy]], day: date, actor: Actor) -> Grid:
    """One day of several resources."""
    shown = [(row, day, busy.get(row.id, [])) for row in rows]
    hours = _hours(shown)
    lines = tuple(
        _line(
            row, day, taken, hours, actor, row.name, row.place or row.code, reverse("booking_resource", args=[row.id])
        )
        for row, _day, taken in shown
    )
    return Grid(lines, _marks_of_hours(hours), _current(hours, [(row, day) for row in rows[:1]]))


def week_grid(row: Resource, busy: Sequence[Busy], monday: date, actor: Actor, day_words: Sequence[str]) -> Grid:
    """Seven days of one resource."""
    days = [monday + timedelta(days=each) for each in range(7)]
    hours = _hours([(row, day, busy) for day in days])
    today = wall(now(), row.terms.tz).date()
    lines = tuple(
        _line(row, day, busy, hours, actor, words, "", _book_link(actor, row, day), here=day == today)
        for day, words in zip(days, day_words, strict=True)
    )
    return Grid(lines, _marks_of_hours(hours), "")


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def day_span(day: date, terms: Terms, days: int = 1) -> Span:
    """The instants between which days of the wall clock lie."""
    begins, ends = (datetime.combine(each, time()) for each in (day, day + timedelta(days=days)))
    return instant(begins, terms.tz), instant(ends, terms.tz)


def _hours(shown: Iterable[tuple[Resource, date, Sequence[Busy]]]) -> Wall:
    first, last = FIRST_HOUR, LAST_HOUR
    for row, day, taken in shown:
        zone = row.terms.tz
        for each in taken:
            start, end = wall(each.start, zone), wall(each.end, zone)
            if start.date() == day:
                first = min(first, start.hour)
            if end.date() == day:
                last = max(last, end.hour + (1 if end.minute else 0))
            if start.date() < day < end.date() or (start.date() == day < end.date()):
                last = 24
            if start.date() < day <= end.date():
                first = 0
    return Wall(first, last)


def _line(
    row: Resource,
    day: date,
    busy: Sequence[Busy],
    hours: Wall,
    actor: Actor,
    label: str,
    note: str,
    href: str,
    *,
    here: bool = False,
) -> Line:
    terms = row.terms
    begins, ends = datetime.combine(day, time(hours.first)), _end_of(day, hours)
    marks, taken, holds = [], [], []
    for start, end in _shut(terms, day, begins, ends):
        marks.append(_mark("shut", start, end, day, hours, _("Closed")))
        holds.append((start, end))
    for each in busy:
        span = _within(wall(each.start, terms.tz), wall(each.end, terms.tz), begins, ends)
        hold = _within(wall(each.hold_from, terms.tz), wall(each.hold_until, terms.tz), begins, ends)
        if hold is not None:
            holds.append(hold)
            marks.append(_mark("cleaning", *hold, day, hours, _("Cleaning")))
        if span is not None:
            kind, words, link = _kind(each, actor)
            text = f"{span[0]:%H:%M}–{_shown_end(span[1], day)}"
            marks.append(_mark(kind, *span, day, hours, f"{text} {words}", words, link))
            taken.append((text, words, link))
    past = wall(now(), terms.tz)
    open_spans = [] if row.state != "open" else list(_free(holds, max(begins, past), ends))
    marks = [_free_mark(actor, row, each, day, hours) for each in _cells(open_spans)] + marks
    free = tuple(f"{a:%H:%M}–{_shown_end(b, day)}" for a, b in open_spans if b - a >= timedelta(minutes=5))
    return Line(label, note, href, tuple(marks), free, tuple(taken), here)


def _kind(each: Busy, actor: Actor) -> tuple[str, str, str]:
    row: Booking | None = each.booking
    if row is None:
        return "busy", _("Busy"), ""
    link = reverse("booking_one", args=[row.id])
    words = row.purpose or _("Booked")
    if row.company_id != actor.organisation_id:
        return "busy", words, link
    return ("offered" if row.state == BookingState.OFFERED else "own"), words, link


def _shut(terms: Terms, day: date, begins: datetime, ends: datetime) -> Iterator[Span]:
    if any(each.start <= day < each.end for each in terms.closed):
        yield begins, ends
        return
    week = OpeningHours(terms.windows)
    if week.always:
        return
    at = begins
    midnight = datetime.combine(day, time())
    for window in sorted(
        (midnight + timedelta(minutes=each.start), midnight + timedelta(minutes=each.end))
        for each in terms.windows
        if each.weekday == day.weekday()
    ):
        if window[0] > at:
            yield at, min(window[0], ends)
        at = max(at, window[1])
        if at >= ends:
            return
    yield at, ends


def _free(holds: Iterable[Span], begins: datetime, ends: datetime) -> Iterator[Span]:
    at = begins
    for start, end in sorted(holds):
        if start > at:
            yield at, min(start, ends)
        at = max(at, end)
    if at < ends:
        yield at, ends


def _cells(spans: Iterable[Span]) -> Iterator[Span]:
    """Free time in hours of the clock, each one a place to book."""
    for start, end in spans:
        at = start
        while at < end:
            after = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
            if min(after, end) - at >= timedelta(minutes=5):
                yield at, min(after, end)
            at = after


def _free_mark(actor: Actor, row: Resource, span: Span, day: date, hours: Wall) -> Mark:
    start, end = span
    at = start if not (start.minute % 5 or start.second) else start + timedelta(minutes=5 - start.minute % 5)
    words = _("Free from %(start)s") % {"start": f"{at:%H:%M}"}
    return _mark("free", start, end, day, hours, words, "", _book_link(actor, row, day, at))


def _book_link(actor: Actor, row: Resource, day: date, at: datetime | None = None) -> str:
    """Where to book; nowhere for who only looks."""
    if not actor.may(BookingPermission.BOOK):
        return ""
    query = (
        {"day": day.isoformat()}
        if at is None
        else {"start": at.replace(second=0, microsecond=0).isoformat("T", "minutes")}
    )
    return f"{reverse('booking_book', args=[row.id])}?{urlencode(query)}"


def _mark(
    kind: str, start: datetime, end: datetime, day: date, hours: Wall, words: str, text: str = "", href: str = ""
) -> Mark:
    left, right = hours.share(start, day), hours.share(end, day)
    return Mark(kind, f"{left:.3f}%", f"{max(0.0, right - left):.3f}%", words, text, href)


def _within(start: datetime, end: datetime, begins: datetime, ends: datetime) -> Span | None:
    start, end = max(start, begins), min(end, ends)
    return (start, end) if start < end else None


def _end_of(day: date, hours: Wall) -> datetime:
    return datetime.combine(day, time()) + timedelta(hours=hours.last)


def _shown_end(at: datetime, day: date) -> str:
    return "24:00" if at.date() > day else f"{at:%H:%M}"


def _marks_of_hours(hours: Wall) -> tuple[tuple[str, str], ...]:
    width = hours.last - hours.first
    return tuple(
        (f"{each:02d}", f"{(each - hours.first) / width * 100:.3f}%") for each in range(hours.first, hours.last)
    )


def _current(hours: Wall, shown: Sequence[tuple[Resource, date]]) -> str:
    for row, day in shown:
        at = wall(now(), row.terms.tz)
        if at.date() == day and hours.first <= at.hour < hours.last:
            return f"{hours.share(at, day):.3f}%"
    return ""
