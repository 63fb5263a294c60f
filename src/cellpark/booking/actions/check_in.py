"""Come and begin."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.booking.events import CheckedIn
from cellpark.booking.models import Booking, Resource
from cellpark.booking.permissions import BookingPermission
from cellpark.booking.rows import locked_booking, write
from cellpark.booking.rules import shown
from cellpark.booking.scanning import find_scanned
from cellpark.booking.sides import require_side
from cellpark.booking.states import BOOKING_LIFECYCLE, BookingState
from cellpark.kernel.problem import Problem, Refused

EARLY = timedelta(minutes=15)


def check_in(*, actor: Actor, raw: str, booking_id: UUID | None = None) -> Booking:
    """Scan the code on the resource: the booking of the company that runs now, or begins within a quarter of an hour.

    Raises ``Refused``: ``booking.scan.unknown``, ``booking.scan.wrong`` where the code is another resource's,
    ``booking.scan.nothing`` where nothing is booked now, ``booking.early``, ``lifecycle.step``.
    """
    actor.require(BookingPermission.BOOK)
    resource = find_scanned(raw)
    if booking_id is None:
        booking_id = _running(actor, resource)
    found: Booking = Booking.objects.get(id=booking_id)
    require_side(actor, found)
    with transaction.atomic():
        row = locked_booking(booking_id)
        if row.resource_id != resource.id:
            raise Refused(
                Problem("booking.scan.wrong", {"code": resource.code, "name": row.resource.name}, field="raw")
            )
        BOOKING_LIFECYCLE.step(row.state, "check_in")
        if now() < row.starts_at - EARLY:
            begins, early = shown(row.starts_at, row.resource.terms), int(EARLY.total_seconds() // 60)
            raise Refused(Problem("booking.early", {"start": begins, "minutes": early}, field="raw"))
        event = CheckedIn(booking=row.id, scan=raw.strip())
        changed: Booking = write(event, actor=actor, organisation=row.organisation_id)
        return changed


def _running(actor: Actor, resource: Resource) -> UUID:
    at = now()
    rows = Booking.objects.filter(resource=resource, company_id=actor.organisation_id, state=BookingState.BOOKED)
    found = rows.filter(starts_at__lte=at + EARLY, ends_at__gt=at).order_by("starts_at").first()
    if found is None:
        raise Refused(Problem("booking.scan.nothing", {"name": resource.name}, field="raw"))
    identity: UUID = found.id
    return identity
