"""Take back a link."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.shipments.events import LinkRevoked
from cellpark.shipments.models import HandLink
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.rows import locked, write
from cellpark.shipments.states import LINK_LIFECYCLE


def revoke_link(*, actor: Actor, link_id: UUID) -> HandLink:
    """The link works no longer. Raises ``Refused(lifecycle.step)`` when it was used or taken back before."""
    actor.require(ShipmentPermission.MAKE_LINK)
    link: HandLink = HandLink.objects.get(id=link_id)
    with transaction.atomic():
        row = locked(link.shipment_id)
        link = HandLink.objects.get(id=link_id)
        LINK_LIFECYCLE.step(link.state, "revoke")
        write(LinkRevoked(link=link.id, shipment=row.id), actor=actor, organisation=row.organisation_id)
    return HandLink.objects.get(id=link_id)  # type: ignore[no-any-return]
