"""The same time of several days: at the same time of the wall clock, whatever the clocks do in between."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cellpark.base.time import now
from cellpark.booking.calendar import Hours, Span, Timeline, instant, wall
from cellpark.booking.facts import facts_for
from cellpark.booking.models import Resource
from cellpark.booking.placing import WANTED_MAX, ForWhom, Wanted, plant_problems
from cellpark.booking.rules import booking_problems, far_problems
from cellpark.booking.terms import Terms
from cellpark.kernel.problem import Problem, Refused, refuse_any


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One time of a series, and what stands against it."""

    wanted: Wanted
    problems: tuple[Problem, ...]


def repeated(terms: Terms, start: datetime, end: datetime, *, every_days: int, times: int) -> list[Span]:
    """The times of a series. Raises ``Refused(booking.series.range)``."""
    if not (1 <= every_days <= 31 and 2 <= times <= WANTED_MAX):
        raise Refused(Problem("booking.series.range", {"most": WANTED_MAX}, field="times"))
    refuse_any(far_problems(start, end, now()))
    zone, length = terms.tz, end - start
    shown = wall(start, zone)
    begins = (instant(shown + timedelta(days=every_days * each), zone) for each in range(times))
    return [(each, each + length) for each in begins]


def check_series(resource: Resource, wanted: Sequence[Wanted], whom: ForWhom) -> list[Checked]:
    """Each time with what stands against it, those before it counted; nothing is booked. Two reads for all of them."""
    since, until = min(each.start for each in wanted), max(each.end for each in wanted)
    facts = facts_for(resource, company=whom.company, person=whom.person, since=since, until=until)
    before = list(facts.spans)
    found: list[Checked] = []
    for each in wanted:
        problems = booking_problems(start=each.start, end=each.end, terms=resource.terms, facts=facts)
        problems = problems or plant_problems(resource, each.start, each.end)
        found.append(Checked(wanted=each, problems=tuple(problems)))
        if not problems:
            before.append((each.start, each.end))
            held = Timeline([*facts.held.spans(), (each.start, each.end)])
            facts = replace(facts, held=held, own=Hours(before), coming=facts.coming + 1)
    return found
