"""Who is asked first when something becomes free.

1. Companies that let fewer bookings lapse in the last ninety days.
2. Companies that have fewer hours there in the week of the wanted time.
3. Who asked first.

Money and size play no part, and nobody can buy a place.
"""

from collections.abc import Sequence
from datetime import timedelta

from cellpark.booking.calendar import Hours, periods
from cellpark.booking.facts import no_shows_of, own_spans
from cellpark.booking.models import Resource, Wait


def in_line(resource: Resource, waiting: Sequence[Wait]) -> list[Wait]:
    """Those who wait, in the order in which they are asked."""
    lapsed = {each.company_id: 0 for each in waiting}
    if len(waiting) > 1:
        lapsed = {company: no_shows_of(resource, company) for company in lapsed}
    return sorted(waiting, key=lambda each: (lapsed[each.company_id], _hours(resource, each), each.asked_at, each.id))


def _hours(resource: Resource, wait: Wait) -> timedelta:
    spans = own_spans(resource, company=wait.company_id, since=wait.starts_at, until=wait.ends_at)
    week = next(periods("week", wait.starts_at, wait.ends_at, resource.terms.tz))
    return Hours(spans).within(week[1], week[2])
