"""Stop and resume the booking of a resource."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.booking.events import ResourceClosed, ResourceReopened
from cellpark.booking.models import Resource
from cellpark.booking.placing import locked_resources
from cellpark.booking.rows import write
from cellpark.booking.sides import require_owner
from cellpark.booking.states import RESOURCE_LIFECYCLE


def close_resource(*, actor: Actor, resource_id: UUID, reason: str) -> Resource:
    """It takes no new bookings; those that stand stay. Raises ``Refused``: ``lifecycle.step``."""
    return _step(actor, resource_id, "close", reason)


def reopen_resource(*, actor: Actor, resource_id: UUID, reason: str) -> Resource:
    """It takes bookings again. Raises ``Refused``: ``lifecycle.step``."""
    return _step(actor, resource_id, "reopen", reason)


def _step(actor: Actor, resource_id: UUID, verb: str, reason: str) -> Resource:
    require_owner(actor, Resource.objects.get(id=resource_id))
    with transaction.atomic():
        row = locked_resources([resource_id])[resource_id]
        RESOURCE_LIFECYCLE.step(row.state, verb)
        kind = ResourceClosed if verb == "close" else ResourceReopened
        changed: Resource = write(
            kind(resource=row.id), actor=actor, organisation=row.organisation_id, reason=reason or None
        )
        return changed
