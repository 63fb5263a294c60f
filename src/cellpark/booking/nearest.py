"""Where it would work: the free time nearest to what was refused."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from cellpark.booking.calendar import Span, Week, instant, wall
from cellpark.booking.rules import Facts, advance_days, booking_problems
from cellpark.booking.terms import STEP, Terms

HORIZON_DAYS = 60
TRIES_MAX = 600


def nearest_slot(*, start: datetime, end: datetime, terms: Terms, facts: Facts) -> Span | None:
    """The bookable time nearest to ``start``, as long as was wanted where the rules allow that length.

    None where no time would do, as when a training is missing. Looks at the edges alone: where something opens, where
    something taken ends or begins; each is asked of the same rules as any booking.
    """
    start = start.astimezone(UTC)
    length = end.astimezone(UTC) - start
    if not facts.owner:
        length = min(max(length, timedelta(minutes=terms.min_minutes)), timedelta(minutes=terms.max_minutes))
    length = max(length, timedelta(minutes=STEP))
    found = sorted({_stepped(each) for each in _edges(start, length, terms, facts)}, key=lambda at: abs(at - start))
    for each in found[:TRIES_MAX]:
        if not booking_problems(start=each, end=each + length, terms=terms, facts=facts):
            return each, each + length
    return None


def _edges(start: datetime, length: timedelta, terms: Terms, facts: Facts) -> Iterator[datetime]:
    before, after = timedelta(minutes=terms.before_minutes), timedelta(minutes=terms.after_minutes)
    yield start
    yield facts.now + timedelta(minutes=STEP)
    for begins, ends in facts.held.spans():
        if ends + before >= facts.now:
            yield ends + before
            yield begins - after - length
    zone = terms.tz
    today = facts.now.astimezone(zone).date()
    days = min(advance_days(terms, facts.no_shows) or HORIZON_DAYS, HORIZON_DAYS) + 1
    week = Week(terms.windows)
    shown = wall(start, zone).time()
    for opening in week.openings(today, days):
        yield instant(opening, zone)
        closes = week.open_until(opening)
        yield instant(closes, zone) - length
    for offset in range(days):
        # the same time of another day
        yield instant(datetime.combine(_day(today, offset), shown), zone)


def _day(since: date, offset: int) -> date:
    return since + timedelta(days=offset)


def _stepped(at: datetime) -> datetime:
    """The next step of five minutes."""
    at = at.astimezone(UTC)
    over = timedelta(minutes=at.minute % STEP, seconds=at.second, microseconds=at.microsecond)
    return at if not over else at - over + timedelta(minutes=STEP)
