"""Book several resources together, all or none."""

from collections.abc import Sequence
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.afterwards import taken_back_with_notes
from cellpark.base.fields import new_id
from cellpark.booking.models import Booking, Resource
from cellpark.booking.placing import Wanted, for_whom, place
from cellpark.booking.states import Via


def book_bundle(
    *, actor: Actor, wanted: Sequence[Wanted], purpose: str = "", company: UUID | None = None, via: Via = Via.PAGE
) -> list[Booking]:
    """Room, device and all else of an experiment in one transaction (eLabFTW #6994): everything or nothing.

    Raises ``Refused`` naming every part that cannot be had, ``DoesNotExist``, ``NotAllowed``.
    """
    seen = Resource.objects.filter(id__in=[each.resource_id for each in wanted])
    whom = for_whom(actor, seen, company)
    with taken_back_with_notes():
        return place(actor=actor, wanted=wanted, whom=whom, via=via, purpose=purpose, bundle=new_id())
