"""What stands against a booking. One function says all of it, for new bookings, changed ones, imports, programs and
offers alike: a rule that one way in forgets is no rule (eLabFTW #6561).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from cellpark.booking.calendar import Hours, Span, Timeline, Week, closed_day, periods, wall
from cellpark.booking.states import BookingState
from cellpark.booking.terms import STEP, Quota, Terms
from cellpark.kernel.problem import Parameter, Problem

FAR = timedelta(days=3660)
Days = tuple[date, date | None]
"""From a day up to, not including, another one; None: without end."""
GIVING_WAY = frozenset({BookingState.OFFERED, BookingState.BOOKED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the rules look at besides the wanted time.

    ``held``: when others, and other bookings of one's own, keep the resource, cleaning included. ``own``: the hours
    that the company has there, this booking left out, and ``spans`` what they were made of. ``old``: the time of the
    booking that is being changed. ``let``: the days on which the room is let to somebody else. ``owner``:
    the owner's own use, such as maintenance, is bound by what is taken or let and by nothing else.
    """

    now: datetime
    held: Timeline = field(default_factory=Timeline)
    own: Hours = field(default_factory=Hours)
    spans: tuple[Span, ...] = ()
    coming: int = 0
    stage: str = ""
    qualifications: frozenset[str] = frozenset()
    no_shows: int = 0
    old: Span | None = None
    let: tuple[Days, ...] = ()
    owner: bool = False
    closed: bool = False


def booking_problems(*, start: datetime, end: datetime, terms: Terms, facts: Facts) -> list[Problem]:
    """Everything that stands against using the resource from ``start`` to ``end``; nothing where it may be booked."""
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    problems = list(_form(start, end, facts))
    if problems:
        return problems
    if facts.closed:
        problems.append(Problem("booking.resource.closed", field="starts_at"))
    if not facts.owner:
        problems += _length(start, end, terms)
        problems += _open(start, end, terms)
        problems += _advance(start, terms, facts)
        problems += _person(terms, facts)
        problems += _shares(start, end, terms, facts)
        problems += _late(start, end, terms, facts)
    problems += _let(start, end, terms, facts)
    problems += _taken(start, end, terms, facts)
    return problems


def shown(at: datetime, terms: Terms) -> str:
    """An instant as the clock at the resource shows it."""
    return f"{wall(at, terms.tz):%Y-%m-%d %H:%M}"


def far_problems(start: datetime, end: datetime, now: datetime) -> list[Problem]:
    """What lies years away is a slip of the pen, and is refused before anything is looked up for it."""
    found = {"starts_at": start, "ends_at": end}
    return [Problem("booking.time.far", field=name) for name, at in found.items() if abs(at - now) > FAR]


def on_step(at: datetime) -> bool:
    """Whether an instant lies on the step of five minutes."""
    return at.minute % STEP == 0 and at.second == 0 and at.microsecond == 0


def hold_of(start: datetime, end: datetime, terms: Terms) -> Span:
    """How long a booking keeps others out: cleaning before and after included."""
    return start - timedelta(minutes=terms.before_minutes), end + timedelta(minutes=terms.after_minutes)


def let_day(start: datetime, end: datetime, *, terms: Terms, let: Iterable[Days]) -> date | None:
    """The first day of a time on which the room is let to somebody else; None where that is no bar."""
    zone = terms.tz
    first, last = wall(start, zone).date(), (wall(end, zone) - timedelta(microseconds=1)).date()
    found = (max(since, first) for since, until in let if since <= last and (until is None or first < until))
    return None if terms.shared else next(found, None)


def gives_way(
    state: str, start: datetime, end: datetime, *, terms: Terms, let: Iterable[Days], now: datetime
) -> date | None:
    """The day for which a booking made earlier gives way to a lease that is signed now; None: it stays.

    It is what a new booking would be refused for. Whoever is in the room is left there to the end of the booking, and
    what is over is over.
    """
    if state not in GIVING_WAY or end <= now:
        return None
    return let_day(start, end, terms=terms, let=let)


def advance_days(terms: Terms, no_shows: int) -> int:
    """How many days ahead a company may book; fewer where it let bookings lapse too often (0: no limit)."""
    if punished(terms, no_shows):
        shrunk = terms.no_show_advance_days
        return min(terms.advance_days, shrunk) if terms.advance_days else shrunk
    return terms.advance_days


def punished(terms: Terms, no_shows: int) -> bool:
    """Whether a company did not come so often that it may book less far ahead."""
    return bool(terms.no_show_limit) and no_shows >= terms.no_show_limit


def is_late(start: datetime, terms: Terms, now: datetime) -> bool:
    """Whether it is too late to give a booking up without having it counted and charged."""
    return now > start - timedelta(minutes=terms.cancel_minutes)


def missed(start: datetime, terms: Terms, now: datetime) -> bool:
    """Whether a booking into which nobody checked in is to be released now."""
    return bool(terms.no_show_minutes) and now >= start + timedelta(minutes=terms.no_show_minutes)


def quotas_of(terms: Terms, stage: str) -> Sequence[Quota]:
    """The quotas that bind a company: for each period that of its stage, else the one for any."""
    found: dict[str, Quota] = {}
    for each in terms.quotas:
        if each.stage == stage or (not each.stage and each.period not in found):
            found[each.period] = each
    return tuple(found.values())


def terms_problems(terms: Terms) -> list[Problem]:
    """What is wrong with rules that somebody wrote."""
    problems = []
    if not STEP <= terms.min_minutes <= terms.max_minutes <= 60 * 24 * 92:
        problems.append(Problem("booking.terms.length", field="max_minutes"))
    for each in terms.windows:
        if not (0 <= each.weekday <= 6 and 0 <= each.start < each.end <= 1440):
            problems.append(Problem("booking.terms.window", field="windows"))
            break
    if any(each.period not in ("week", "month") or not 0 < each.hours <= 744 for each in terms.quotas):
        problems.append(Problem("booking.terms.quota", field="quotas"))
    days = [each for pair in terms.closed for each in (pair.start, pair.end)]
    if days != sorted(days) or any(each.start == each.end for each in terms.closed):
        problems.append(Problem("booking.terms.closed", field="closed"))
    if terms.before_minutes % STEP or terms.after_minutes % STEP:
        problems.append(Problem("booking.terms.buffer", field="before_minutes"))
    limits = {
        "advance_days": 730,
        "cancel_minutes": 60 * 24 * 30,
        "before_minutes": 1440,
        "after_minutes": 1440,
        "open_max": 1000,
        "no_show_minutes": 1440,
        "no_show_limit": 100,
        "no_show_advance_days": 730,
        "offer_minutes": 60 * 24 * 7,
    }
    for name, most in limits.items():
        if not 0 <= getattr(terms, name) <= most:
            problems.append(Problem("booking.terms.range", {"most": most}, field=name))
    return problems


def _form(start: datetime, end: datetime, facts: Facts) -> Iterator[Problem]:
    for at, name in ((start, "starts_at"), (end, "ends_at")):
        if not on_step(at):
            yield Problem("booking.time.step", {"minutes": STEP}, field=name)
    if end <= start:
        yield Problem("booking.time.order", field="ends_at")
    kept = facts.old is not None and facts.old[0] == start
    earliest = facts.now - timedelta(minutes=STEP)
    if (end if kept else start) < earliest:
        yield Problem("booking.time.past", field="ends_at" if kept else "starts_at")


def _length(start: datetime, end: datetime, terms: Terms) -> Iterator[Problem]:
    minutes = int((end - start).total_seconds() // 60)
    if minutes < terms.min_minutes:
        yield Problem("booking.length.short", {"minutes": minutes, "least": terms.min_minutes}, field="ends_at")
    if minutes > terms.max_minutes:
        yield Problem("booking.length.long", {"minutes": minutes, "most": terms.max_minutes}, field="ends_at")


def _open(start: datetime, end: datetime, terms: Terms) -> Iterator[Problem]:
    zone = terms.tz
    first, last = wall(start, zone), wall(end, zone)
    if not _covered(Week(terms.windows), start, end, zone):
        yield Problem("booking.window", field="starts_at")
    last_day = (last - timedelta(microseconds=1)).date()
    day = closed_day(terms.closed, first.date(), last_day)
    if day is not None:
        yield Problem("booking.day.closed", {"day": day.isoformat()}, field="starts_at")


def _covered(week: Week, start: datetime, end: datetime, zone: ZoneInfo) -> bool:
    first, last = wall(start, zone), wall(end, zone)
    if last - first == end - start:
        return week.covers(first, last)
    # the clock is put back or on in between: what it shows at the ends does not tell what it shows between
    steps = range(0, int((end - start).total_seconds()), STEP * 60)
    shown = (wall(start + timedelta(seconds=each), zone) for each in steps)
    return all(week.covers(each, each + timedelta(minutes=STEP)) for each in shown)


def _advance(start: datetime, terms: Terms, facts: Facts) -> Iterator[Problem]:
    days = advance_days(terms, facts.no_shows)
    if not days:
        return
    zone = terms.tz
    last: date = facts.now.astimezone(zone).date() + timedelta(days=days)
    if start.astimezone(zone).date() > last:
        shrunk = punished(terms, facts.no_shows)
        params: dict[str, Parameter] = {"days": days, "day": last.isoformat(), "times": facts.no_shows}
        yield Problem("booking.advance.no_show" if shrunk else "booking.advance", params, field="starts_at")


def _person(terms: Terms, facts: Facts) -> Iterator[Problem]:
    if terms.stages and facts.stage not in terms.stages:
        yield Problem("booking.stage", {"stage": facts.stage or "none"})
    missing = [each for each in terms.training if each not in facts.qualifications]
    if missing:
        yield Problem("booking.training", {"subjects": ", ".join(missing)})


def _shares(start: datetime, end: datetime, terms: Terms, facts: Facts) -> Iterator[Problem]:
    if terms.open_max and facts.coming >= terms.open_max:
        yield Problem("booking.open_max", {"most": terms.open_max})
    for quota in quotas_of(terms, facts.stage):
        for day, begins, ends in periods(quota.period, start, end, terms.tz):
            used = facts.own.within(begins, ends)
            wanted = min(end, ends) - max(start, begins)
            if used + wanted > timedelta(hours=quota.hours):
                left = max(timedelta(), timedelta(hours=quota.hours) - used)
                yield Problem(
                    f"booking.quota.{quota.period}",
                    {"hours": quota.hours, "left": int(left.total_seconds() // 60), "since": day.isoformat()},
                    field="ends_at",
                )
                break


def _late(start: datetime, end: datetime, terms: Terms, facts: Facts) -> Iterator[Problem]:
    if facts.old is None:
        return
    before, until = facts.old
    if is_late(before, terms, facts.now) and (start > before or end < until):
        yield Problem("booking.change.late", {"minutes": terms.cancel_minutes}, field="starts_at")


def _let(start: datetime, end: datetime, terms: Terms, facts: Facts) -> Iterator[Problem]:
    day = let_day(start, end, terms=terms, let=facts.let)
    if day is not None:
        yield Problem("booking.let", {"day": day.isoformat()}, field="starts_at")


def _taken(start: datetime, end: datetime, terms: Terms, facts: Facts) -> Iterator[Problem]:
    found = facts.held.first_overlap(*hold_of(start, end, terms))
    if found is not None:
        times = {"start": shown(found[0], terms), "end": shown(found[1], terms)}
        code = "booking.taken.cleaning" if found[1] <= start or found[0] >= end else "booking.taken"
        yield Problem(code, times, field="starts_at")
