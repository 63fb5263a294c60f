"""Book a resource for a time."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.afterwards import taken_back_with_notes
from cellpark.booking.models import Booking, Resource
from cellpark.booking.placing import Wanted, for_whom, place
from cellpark.booking.states import Via


def book(
    *,
    actor: Actor,
    resource_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    purpose: str = "",
    company: UUID | None = None,
    person: UUID | None = None,
    via: Via = Via.PAGE,
) -> Booking:
    """Book for one's own company, or for another one where one's house owns the resource (eLabFTW #6590).

    Raises ``Refused`` with everything that stands against it (``booking....``), ``DoesNotExist`` for a resource out of
    sight, ``NotAllowed``. The database refuses a second booking of the same time by itself (``booking_booked_once``).
    """
    whom = for_whom(actor, [Resource.objects.get(id=resource_id)], company, person)
    with taken_back_with_notes():
        wanted = Wanted(resource_id=resource_id, start=starts_at, end=ends_at)
        return place(actor=actor, wanted=[wanted], whom=whom, via=via, purpose=purpose)[0]
