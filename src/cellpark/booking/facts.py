"""What the rules look at, read from the tables: what is taken, what a company has, who is trained."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.booking.calendar import Hours, Span, Timeline
from cellpark.booking.models import Booking, Resource
from cellpark.booking.rules import Days, Facts
from cellpark.booking.stages import stage_of
from cellpark.booking.states import COUNTED, HOLDING, BookingState, ResourceState, SourceKind
from cellpark.identity.public import subjects_held
from cellpark.leases.public import OccupationState, occupations
from cellpark.premises.public import Room, room_around

NO_SHOW_DAYS = 90
"""No-shows older than this are forgotten."""
_MONTH = timedelta(days=32)


def facts_for(
    resource: Resource,
    *,
    company: UUID,
    person: UUID | None,
    since: datetime,
    until: datetime,
    without: Iterable[UUID] = (),
    old: Span | None = None,
) -> Facts:
    """What stands between ``company`` and a time of ``resource`` between ``since`` and ``until``.

    ``without``: bookings that do not count, since they are the one that is being changed. What others hold comes out
    as times alone; the caller may see nothing else of it.
    """
    at = now()
    owner = resource.organisation_id
    terms = resource.terms
    left_out = list(without)
    with widened(owner, company):
        rows = Booking.objects.exclude(id__in=left_out)
        around = timedelta(minutes=terms.before_minutes + terms.after_minutes)
        held = rows.filter(
            resource=resource, state__in=HOLDING, hold_until__gt=since - around, hold_from__lt=until + around
        ).values_list("hold_from", "hold_until")
        mine = rows.filter(_pool(resource), company_id=company)
        own = mine.filter(state__in=COUNTED, ends_at__gt=since - _MONTH, starts_at__lt=until + _MONTH)
        spans = tuple(own.values_list("starts_at", "ends_at")) if terms.quotas else ()
        return Facts(
            now=at,
            held=Timeline(held),
            spans=spans,
            own=Hours(spans),
            coming=mine.filter(state__in=HOLDING, starts_at__gt=at).count() if terms.open_max else 0,
            stage=stage_of(company) if terms.stages or any(each.stage for each in terms.quotas) else "",
            qualifications=_subjects(person, (owner, company), since) if terms.training else frozenset(),
            no_shows=no_shows_of(resource, company) if terms.no_show_limit else 0,
            old=old,
            let=() if terms.shared else let_to_others(resource, company, since, until),
            owner=company == owner,
            closed=resource.state != ResourceState.OPEN,
        )


def let_to_others(resource: Resource, company: UUID, since: datetime, until: datetime) -> tuple[Days, ...]:
    """When a room of the premises is let to somebody else, fit-out included; a hold is no lease."""
    if resource.source_kind != SourceKind.PREMISES or resource.source_id is None:
        return ()
    zone = resource.terms.tz
    first, last = since.astimezone(zone).date(), until.astimezone(zone).date() + timedelta(days=1)
    room = Room.objects.filter(id=resource.source_id).first()
    # a bench stands in a room, which may be let as a whole
    around = room_around(room, first) if room is not None else None
    places = [resource.source_id, *([around.id] if around is not None else [])]
    found = occupations(since=first, until=last, rooms=places, tenants=False)
    let = (each for each in found if each.state != OccupationState.HELD and each.tenant_id != company)
    return tuple((each.start, each.end) for each in let)


def own_spans(resource: Resource, *, company: UUID, since: datetime, until: datetime) -> list[Span]:
    """When a company has the resource or its pool around a time; what was wasted counts as well."""
    with widened(resource.organisation_id):
        rows = Booking.objects.filter(_pool(resource), company_id=company, state__in=COUNTED)
        near = rows.filter(ends_at__gt=since - _MONTH, starts_at__lt=until + _MONTH)
        return list(near.values_list("starts_at", "ends_at"))


def no_shows_of(resource: Resource, company: UUID) -> int:
    """How often a company let a booking of this resource, or of its pool, lapse in the last ninety days."""
    with widened(resource.organisation_id):
        lapsed = Q(state=BookingState.NO_SHOW) | Q(state=BookingState.CANCELLED, late=True)
        rows = Booking.objects.filter(_pool(resource), lapsed, company_id=company)
        return int(rows.filter(starts_at__gt=now() - timedelta(days=NO_SHOW_DAYS)).count())


def pool_of(resources: Sequence[Resource]) -> Q:
    """These resources and all that share their quotas."""
    found = Q(id__in=[each.id for each in resources])
    for owner, pool in {(each.organisation_id, each.pool) for each in resources if each.pool}:
        found |= Q(organisation_id=owner, pool=pool)
    return found


def _pool(resource: Resource) -> Q:
    if not resource.pool:
        return Q(resource=resource)
    return Q(resource__organisation_id=resource.organisation_id, resource__pool=resource.pool)


def _subjects(person: UUID | None, houses: Iterable[UUID], since: datetime) -> frozenset[str]:
    if person is None:
        return frozenset()
    day = max(since, now()).date()
    return frozenset().union(*(subjects_held(person, organisation=each, day=day) for each in houses))
