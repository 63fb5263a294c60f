"""What the pages of this area share."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.booking import public as booking
from cellpark.booking.public import Booking, ForWhom, Resource, instant, shown, wall
from cellpark.kernel.problem import Problem
from cellpark.web.areas.booking.forms import read_start

FAR = timedelta(days=3660)
TAKEN = frozenset({"booking.taken", "booking.taken.cleaning", "booking.taken.plant"})


def crumbs(row: Resource | None = None, made: Booking | None = None) -> tuple[Mapping[str, object], ...]:
    """The way here."""
    way: list[Mapping[str, object]] = [{"href": reverse("booking"), "label": _("Book a room or device")}]
    if row is not None:
        way.append({"href": reverse("booking_resource", args=[row.id]), "label": row.name})
    if made is not None:
        way.append(
            {"href": reverse("booking_one", args=[made.id]), "label": shown(made.starts_at, made.resource.terms)}
        )
    return tuple(way)


def day_of(request: HttpRequest, row: Resource | None = None) -> date:
    """The day that the address names, or today by the clock at the resource."""
    here = wall(now(), row.terms.tz).date() if row is not None else today()
    try:
        said = date.fromisoformat(request.GET.get("day", "")[:10])
    except ValueError:
        return here
    return said if abs(said - here) < FAR else here


def today() -> date:
    """Today by the clock of the reader."""
    return timezone.localtime(now()).date()


def start_of(request: HttpRequest, row: Resource) -> tuple[datetime, datetime]:
    """From when until when a new booking is offered: what the address names, or the next full hour of its day."""
    zone = row.terms.tz
    at = wall(now(), zone)
    said = read_start(request.GET.get("start", ""))
    end = read_start(request.GET.get("end", ""))
    if said is None:
        day = day_of(request, row)
        said = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        if day != at.date():
            said = datetime.combine(day, said.time().replace(hour=9))
    length = timedelta(minutes=min(max(60, row.terms.min_minutes), row.terms.max_minutes))
    start = _instant(said, row)
    return start, start + length if end is None else _instant(end, row)


def _instant(said: datetime, row: Resource) -> datetime:
    try:
        at = said.astimezone(UTC) if said.tzinfo is not None else instant(said, row.terms.tz)
    except OverflowError:
        return now()
    return at if abs(at - now()) < FAR else now()


def own(actor: Actor) -> ForWhom | None:
    """The company and person for whom this reader books."""
    if actor.organisation_id is None:
        return None
    return ForWhom(company=actor.organisation_id, person=actor.person_id)


def instead(
    actor: Actor,
    row: Resource,
    start: datetime,
    end: datetime,
    *,
    route: str = "booking_book",
    without: tuple[UUID, ...] = (),
) -> dict[str, object] | None:
    """The nearest time that would work, and the address that books it."""
    whom = own(actor)
    if whom is None or abs(start - now()) > FAR or abs(end - now()) > FAR:
        return None
    found = booking.nearest(row, whom=whom, start=start, end=end, without=without)
    if found is None:
        return None
    zone = row.terms.tz
    query = f"start={wall(found[0], zone):%Y-%m-%dT%H:%M}&end={wall(found[1], zone):%Y-%m-%dT%H:%M}"
    target = without[0] if without else row.id
    return {
        "start": shown(found[0], row.terms),
        "end": shown(found[1], row.terms),
        "href": f"{reverse(route, args=[target])}?{query}",
    }


def series_is_wrong(problems: tuple[Problem, ...]) -> bool:
    """Whether the numbers of a series, and not its times, were refused."""
    return any(each.code in ("booking.series.range", "booking.time.far") for each in problems)


def is_taken(problems: tuple[Problem, ...]) -> bool:
    """Whether somebody else has it, so that one can wait."""
    return any(each.code in TAKEN for each in problems)
