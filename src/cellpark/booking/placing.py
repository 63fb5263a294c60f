"""Putting bookings in their place: one or many, all or nothing, under locks that cannot meet crosswise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.booking.events import BookingMade
from cellpark.booking.facts import facts_for, pool_of
from cellpark.booking.models import Booking, Resource
from cellpark.booking.permissions import BookingPermission
from cellpark.booking.refusing import Unmet
from cellpark.booking.rows import write
from cellpark.booking.rules import booking_problems, far_problems, hold_of, shown
from cellpark.booking.states import SourceKind, Via
from cellpark.equipment.public import Reservation, ReservationState
from cellpark.identity.public import Organisation
from cellpark.kernel.problem import NotAllowed, Problem, Refused
from cellpark.kernel.problem import refuse_any as refuse

WANTED_MAX = 60
PURPOSE_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A time of a resource that somebody would like to have."""

    resource_id: UUID
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ForWhom:
    """The company that books, and who of it will be there."""

    company: UUID
    person: UUID | None


def for_whom(
    actor: Actor, resources: Iterable[Resource], company: UUID | None = None, person: UUID | None = None
) -> ForWhom:
    """Whose bookings these will be: the actor's own, or another company's where the actor's house owns all of it.

    Raises ``NotAllowed`` for another company's, unless it is the owner's staff who book for it.
    """
    actor.require(BookingPermission.BOOK)
    if company is None or company == actor.organisation_id:
        own = actor.organisation_id
        if own is None:
            raise NotAllowed(str(BookingPermission.BOOK))
        return ForWhom(company=own, person=actor.person_id)
    actor.require(BookingPermission.RULE)
    if actor.process is None and any(each.organisation_id != actor.organisation_id for each in resources):
        raise NotAllowed(str(BookingPermission.RULE))
    with widened(company):
        if not Organisation.objects.filter(id=company).exists():
            # nobody could be charged for it
            raise Refused(Problem("booking.import.company", {"text": str(company)}, field="company"))
    return ForWhom(company=company, person=person)


def locked_resources(ids: Iterable[UUID]) -> dict[UUID, Resource]:
    """Lock resources in sight, and all that share their quotas, in the order of their numbers.

    Every act that books takes these locks first and in this order, so that two of them never wait for each other.
    Raises ``DoesNotExist`` where one is out of sight.
    """
    wanted = set(ids)
    seen = list(Resource.objects.filter(id__in=wanted))
    if len(seen) != len(wanted):
        raise Resource.DoesNotExist
    with widened(*{each.organisation_id for each in seen}):
        rows = Resource.objects.filter(pool_of(seen)).order_by("number").select_for_update(no_key=True)
        return {row.id: row for row in rows if row.id in wanted}


def place(
    *,
    actor: Actor,
    wanted: Sequence[Wanted],
    whom: ForWhom,
    via: Via,
    purpose: str = "",
    bundle: UUID | None = None,
    series: UUID | None = None,
    offer_until: datetime | None = None,
) -> list[Booking]:
    """Book all of ``wanted`` or nothing, inside the caller's transaction. Raises ``Refused`` with every conflict named.

    Each is asked of the rules after the ones before it, so that a bundle cannot take more than its parts may.
    """
    at = now()
    refuse([*purpose_problems(purpose), *(far for each in wanted for far in far_problems(each.start, each.end, at))])
    if not 0 < len(wanted) <= WANTED_MAX:
        raise Refused(Problem("booking.wanted.count", {"most": WANTED_MAX}))
    locked = locked_resources(each.resource_id for each in wanted)
    made, problems, unmet = [], [], Unmet(actor, whom.company, via)
    for each in wanted:
        resource = locked[each.resource_id]
        found = place_problems(resource, each, whom)
        unmet.note(resource, each.start, each.end, found)
        if found and len(wanted) > 1:
            named = {"name": resource.name, "start": shown(each.start, resource.terms)}
            problems.append(Problem("booking.item", named))
        problems += found
        if not problems:
            made.append(_written(actor, resource, each, whom, via, purpose.strip(), (bundle, series), offer_until))
    unmet.refuse_any(problems)
    return made


def place_problems(resource: Resource, wanted: Wanted, whom: ForWhom) -> list[Problem]:
    """What stands against a new booking."""
    facts = facts_for(resource, company=whom.company, person=whom.person, since=wanted.start, until=wanted.end)
    problems = booking_problems(start=wanted.start, end=wanted.end, terms=resource.terms, facts=facts)
    return problems or plant_problems(resource, wanted.start, wanted.end)


def plant_problems(resource: Resource, start: datetime, end: datetime) -> list[Problem]:
    """What is kept for a batch of the plant is not booked beside it: a device of the plant has both calendars."""
    if resource.source_kind != SourceKind.EQUIPMENT or resource.source_id is None:
        return []
    since, until = hold_of(start, end, resource.terms)
    with widened(resource.organisation_id):
        rows = Reservation.objects.filter(equipment_id=resource.source_id, state=ReservationState.BOOKED)
        found = rows.filter(starts_at__lt=until, ends_at__gt=since).order_by("starts_at").first()
    if found is None:
        return []
    times = {"start": shown(found.starts_at, resource.terms), "end": shown(found.ends_at, resource.terms)}
    return [Problem("booking.taken.plant", times, field="starts_at")]


def purpose_problems(purpose: str) -> list[Problem]:
    """What is wrong with what somebody wrote about a booking."""
    if len(purpose) > PURPOSE_MAX:
        return [Problem("booking.purpose.long", {"most": PURPOSE_MAX}, field="purpose")]
    if any(ord(each) < 32 for each in purpose):
        return [Problem("booking.purpose.control", field="purpose")]
    return []


def _written(
    actor: Actor,
    resource: Resource,
    wanted: Wanted,
    whom: ForWhom,
    via: Via,
    purpose: str,
    joined: tuple[UUID | None, UUID | None],
    offer_until: datetime | None,
) -> Booking:
    hold_from, hold_until = hold_of(wanted.start, wanted.end, resource.terms)
    event = BookingMade(
        booking=new_id(),
        resource=resource.id,
        number=resource.number,
        company=whom.company,
        person=whom.person,
        starts_at=wanted.start,
        ends_at=wanted.end,
        hold_from=hold_from,
        hold_until=hold_until,
        purpose=purpose,
        bundle=joined[0],
        series=joined[1],
        via=via.value,
        price=resource.price,
        tax=resource.tax,
        charge_by=resource.charge_by,
        offer_until=offer_until,
    )
    row: Booking = write(event, actor=actor, organisation=resource.organisation_id)
    return row


def horizon(resource: Resource, at: datetime) -> datetime:
    """How far ahead free times are looked for."""
    return at + timedelta(days=min(resource.terms.advance_days or 60, 60) + 2)
