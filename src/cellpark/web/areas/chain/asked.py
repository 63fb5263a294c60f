"""The records behind demand that the park's own staff may open: searches for a place, bookings, queues."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.booking.public import BookingPermission, refusals, waits
from cellpark.chain.public import DemandKind, Wanted
from cellpark.premises.public import MissedPlace, PremisesPermission
from cellpark.premises.public import words as premises_words

Told = Mapping[UUID, tuple[str, str]]


def asked_for(wanted: Iterable[Wanted], reader: Actor) -> Told:
    """What was asked for and where it can be opened, by the id of the demand; one query for each kind there is."""
    by_kind: dict[str, list[UUID]] = {}
    for each in wanted:
        by_kind.setdefault(each.kind, []).append(each.id)
    found: dict[UUID, tuple[str, str]] = {}
    if reader.may(PremisesPermission.SEE) and (ids := by_kind.get(DemandKind.PLACE)):
        found |= {each.id: _place(each) for each in MissedPlace.objects.filter(id__in=ids)}
    if reader.may(BookingPermission.SEE):
        for kind, rows in ((DemandKind.BOOKING, refusals), (DemandKind.QUEUE, waits)):
            if ids := by_kind.get(kind):
                found |= {
                    each.id: (each.resource.name, reverse("booking_resource", args=[each.resource_id]))
                    for each in rows().filter(id__in=ids)
                }
    return found


def _place(row: MissedPlace) -> tuple[str, str]:
    return premises_words.wanted_in_words(row.wanted), f"{reverse('premises_places')}?{row.query}"
