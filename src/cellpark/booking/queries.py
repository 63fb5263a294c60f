"""Reading resources and bookings."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.booking.calendar import Span
from cellpark.booking.facts import facts_for
from cellpark.booking.models import Booking, Feed, Refusal, Resource, Wait
from cellpark.booking.nearest import nearest_slot
from cellpark.booking.placing import ForWhom, horizon
from cellpark.booking.rules import far_problems
from cellpark.booking.states import HOLDING, BookingState, FeedState, SourceKind
from cellpark.equipment.public import Reservation, ReservationState
from cellpark.identity.public import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """A time that is taken. What it is for and whose it is are told to those alone whose business it is."""

    resource_id: UUID
    start: datetime
    end: datetime
    hold_from: datetime
    hold_until: datetime
    state: str = ""
    booking: Booking | None = None
    """The booking where the reader has it or owns the resource; None: "busy"."""


def resources() -> QuerySet[Resource]:
    """The resources in sight: one's own, and those that one may book."""
    return Resource.objects.all()


def resource(resource_id: UUID) -> Resource:
    """One resource in sight; raises ``DoesNotExist``."""
    row: Resource = Resource.objects.get(id=resource_id)
    return row


def bookings() -> QuerySet[Booking]:
    """The bookings in sight: one's company's, and those of resources that one's house owns."""
    return Booking.objects.select_related("resource")


def booking(booking_id: UUID) -> Booking:
    """One booking in sight; raises ``DoesNotExist``."""
    row: Booking = Booking.objects.select_related("resource").get(id=booking_id)
    return row


def waits() -> QuerySet[Wait]:
    """The places in queues in sight."""
    return Wait.objects.select_related("resource")


def refusals() -> QuerySet[Refusal]:
    """The bookings of one's house's resources that could not be had."""
    rows: QuerySet[Refusal] = Refusal.objects.select_related("resource")
    return rows


def bookings_of(company: UUID | None) -> QuerySet[Booking]:
    """The bookings of one company in sight; none for who stands in no company."""
    return bookings().none() if company is None else bookings().filter(company_id=company)


def gave_way(company: UUID | None) -> QuerySet[Booking]:
    """The bookings to come of a company that were cancelled since their room is let to somebody else, by time.

    Those in whose place the company booked something of the same kind, or needs nothing, are left out.
    """
    rows = bookings_of(company).filter(
        state=BookingState.CANCELLED, let_on__isnull=False, let_be_at=None, starts_at__gt=now()
    )
    instead = Booking.objects.filter(
        company_id=OuterRef("company_id"),
        resource__kind=OuterRef("resource__kind"),
        state__in=(BookingState.BOOKED, BookingState.IN_USE),
        made_at__gte=OuterRef("ended_at"),
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )
    return rows.exclude(Exists(instead)).order_by("starts_at", "id")


def gone_with(rows: Iterable[Booking]) -> Mapping[UUID, int]:
    """How many bookings were cancelled with each of those that gave way. One query, where there are any."""
    ids = [each.id for each in rows]
    return Counter(Booking.objects.filter(gone_with__in=ids).values_list("gone_with", flat=True)) if ids else {}


def kept_with(rows: Iterable[Booking], company: UUID | None) -> Mapping[UUID, list[Booking]]:
    """What a company still has booked of other owners in the bundles of those that gave way, by time.

    No owner gives up what another one promised: whether a part alone is of use only the company knows. One query.
    """
    given = [each for each in rows if each.bundle is not None]
    found = bookings_of(company).filter(
        bundle__in={each.bundle for each in given}, state=BookingState.BOOKED, ends_at__gt=now()
    )
    parts = list(found.order_by("starts_at", "id")) if given else []
    return {
        row.id: [each for each in parts if each.bundle == row.bundle and each.organisation_id != row.organisation_id]
        for row in given
    }


def waits_of(company: UUID | None) -> QuerySet[Wait]:
    """The places in queues of one company in sight."""
    return waits().none() if company is None else waits().filter(company_id=company)


def feeds() -> QuerySet[Feed]:
    """The addresses of calendars of one's company that work, the youngest first."""
    return Feed.objects.filter(state=FeedState.OPEN).order_by("-made_at")


def together_with(row: Booking) -> list[Booking]:
    """The other bookings of its bundle or series in sight, in the order of time."""
    if row.bundle is None and row.series is None:
        return []
    rows = bookings().exclude(id=row.id).order_by("starts_at", "id")
    return list(rows.filter(bundle=row.bundle) if row.bundle is not None else rows.filter(series=row.series))


def busy_times(rows: Iterable[Resource], *, since: datetime, until: datetime) -> Mapping[UUID, list[Busy]]:
    """What is taken of several resources in sight, by resource, in the order of time. Three queries for any number."""
    found = {row.id: row for row in rows}
    mine = {row.id: row for row in _holding(found, since, until).select_related("resource")}
    shown: dict[UUID, list[Busy]] = {each: [] for each in found}
    with widened(*{row.organisation_id for row in found.values()}):
        named = ("id", "resource_id", "starts_at", "ends_at", "hold_from", "hold_until", "state")
        times = list(_holding(found, since, until).values_list(*named))
        devices = {row.source_id: row.id for row in found.values() if row.source_kind == SourceKind.EQUIPMENT}
        kept = Reservation.objects.filter(equipment_id__in=devices, state=ReservationState.BOOKED) if devices else None
        plant = (
            []
            if kept is None
            else list(
                kept.filter(starts_at__lt=until, ends_at__gt=since).values_list("equipment_id", "starts_at", "ends_at")
            )
        )
    for identity, owner, start, end, hold_from, hold_until, state in times:
        shown[owner].append(
            Busy(
                resource_id=owner,
                start=start,
                end=end,
                hold_from=hold_from,
                hold_until=hold_until,
                state=state,
                booking=mine.get(identity),
            )
        )
    for device, start, end in plant:
        place = devices[device]
        shown[place].append(Busy(resource_id=place, start=start, end=end, hold_from=start, hold_until=end))
    return {each: sorted(spans, key=lambda span: span.start) for each, spans in shown.items()}


def _holding(found: Iterable[UUID], since: datetime, until: datetime) -> QuerySet[Booking]:
    states = [*HOLDING, BookingState.DONE]
    rows = Booking.objects.filter(resource_id__in=list(found), state__in=states)
    return rows.filter(starts_at__lt=until, hold_until__gt=since)


def nearest(
    row: Resource, *, whom: ForWhom, start: datetime, end: datetime, without: Iterable[UUID] = ()
) -> Span | None:
    """The time nearest to a wanted one that this company and person could book now; None where there is none."""
    at = now()
    if far_problems(start, end, at) or end <= start:
        return None
    since, until = min(at, start) - timedelta(days=1), max(horizon(row, at), end + timedelta(days=8))
    facts = facts_for(row, company=whom.company, person=whom.person, since=since, until=until, without=without)
    return nearest_slot(start=start, end=end, terms=row.terms, facts=facts)


def names_of(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of owners and companies that stand on rows which the caller sees."""
    wanted = set(ids)
    with widened(*wanted):
        return {row.id: row.name for row in Organisation.objects.filter(id__in=wanted)}
