"""Take back a link of the ward."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.ledger.public import lock_stream
from cellpark.orders.models import WardLink
from cellpark.orders.permissions import OrderPermission
from cellpark.orders.rows import record_link
from cellpark.orders.states import WARD_LINK_LIFECYCLE
from cellpark.orders.ward_events import WardLinkRevoked


def revoke_ward_link(*, actor: Actor, link_id: UUID) -> WardLink:
    """The link works no longer. Raises ``Refused(lifecycle.step)`` when it was used or taken back before."""
    actor.require(OrderPermission.MAKE_LINK)
    seen: WardLink = WardLink.objects.get(id=link_id)
    with transaction.atomic():
        lock_stream(f"ward-link/{seen.id}")
        link: WardLink = WardLink.objects.get(id=link_id)
        WARD_LINK_LIFECYCLE.step(link.state, "revoke")
        return record_link(WardLinkRevoked(link=link.id), actor=actor, organisation=link.organisation_id)
