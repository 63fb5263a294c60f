"""Give a booking another time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.booking.events import BookingMoved
from cellpark.booking.facts import facts_for
from cellpark.booking.models import Booking
from cellpark.booking.placing import locked_resources, plant_problems, purpose_problems
from cellpark.booking.rows import locked_booking, write
from cellpark.booking.rules import booking_problems, far_problems, hold_of
from cellpark.booking.sides import require_side
from cellpark.booking.states import BOOKING_LIFECYCLE
from cellpark.kernel.problem import Problem, Refused, refuse_any


def change_booking(
    *,
    actor: Actor,
    booking_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    purpose: str | None = None,
    version: int | None = None,
) -> Booking:
    """Move or stretch a booking under the same rules as a new one (eLabFTW #6561); it stands in its own way no more.

    Raises ``Refused``: ``booking....``, ``lifecycle.step``, ``booking.stale`` where it moved on since ``version``.
    """
    before: Booking = Booking.objects.get(id=booking_id)
    require_side(actor, before)
    refuse_any([*purpose_problems(purpose or ""), *far_problems(starts_at, ends_at, now())])
    with transaction.atomic():
        resource = locked_resources([before.resource_id])[before.resource_id]
        row = locked_booking(booking_id)
        if version is not None and version != row.version:
            raise Refused(Problem("booking.stale"))
        BOOKING_LIFECYCLE.step(row.state, "move")
        facts = facts_for(
            resource,
            company=row.company_id,
            person=row.person_id,
            since=starts_at,
            until=ends_at,
            without=[row.id],
            old=(row.starts_at, row.ends_at),
        )
        problems = booking_problems(start=starts_at, end=ends_at, terms=resource.terms, facts=facts)
        refuse_any(problems or plant_problems(resource, starts_at, ends_at))
        hold_from, hold_until = hold_of(starts_at, ends_at, resource.terms)
        event = BookingMoved(
            booking=row.id,
            starts_at=starts_at,
            ends_at=ends_at,
            hold_from=hold_from,
            hold_until=hold_until,
            purpose=row.purpose if purpose is None else purpose.strip(),
        )
        changed: Booking = write(event, actor=actor, organisation=row.organisation_id)
        return changed
