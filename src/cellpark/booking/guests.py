"""Whom an owner may let book a resource: those it knows by name, and others by their exact name."""

from dataclasses import replace
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.booking.models import Booking
from cellpark.booking.permissions import BookingPermission
from cellpark.kernel.problem import Problem, Refused
from cellpark.leases.public import LeasePermission, known_tenants, names_of, tenant_named

LISTED_MAX = 150


def known_guests(actor: Actor, *more: UUID) -> dict[UUID, str]:
    """The names of those who rent from the owner or booked with it, and of ``more``, by id.

    More than ``LISTED_MAX`` are no list that anybody ticks: then ``more`` alone, and others are named.
    """
    actor.require(BookingPermission.RULE)
    rows = Booking.objects.filter(resource__organisation_id=actor.organisation_id)
    booked = set(rows.order_by().values_list("company_id", flat=True).distinct())
    found = known_tenants(_lent(actor)) | dict(names_of({*booked, *more}))
    if len(found) > LISTED_MAX:
        found = {key: name for key, name in found.items() if key in more}
    return {key: name for key, name in found.items() if key != actor.organisation_id}


def guest_named(actor: Actor, written: str) -> UUID:
    """The organisation whose whole name or credit code was written. Raises ``Refused``: ``booking.allowed.unknown``."""
    actor.require(BookingPermission.RULE)
    try:
        return tenant_named(_lent(actor), written)
    except Refused:
        raise Refused(Problem("booking.allowed.named", {"name": written[:80]}, field="allowed_named")) from None


def _lent(actor: Actor) -> Actor:
    """The right to find a company by its name follows from the right to say who may book."""
    return replace(actor, permissions=actor.permissions | {LeasePermission.HOLD})
