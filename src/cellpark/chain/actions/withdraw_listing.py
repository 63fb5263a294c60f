"""Take back what was offered, or look no longer."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.chain.events import OfferWithdrawn, WantWithdrawn
from cellpark.chain.models import Offer, Want
from cellpark.chain.permissions import ChainPermission
from cellpark.chain.rows import locked, write
from cellpark.chain.states import OFFER_LIFECYCLE, WANT_LIFECYCLE


def withdraw_offer(*, actor: Actor, offer_id: UUID) -> Offer:
    """Nobody is introduced to it any more; deals under way go on. Raises ``Refused(lifecycle.step)``."""
    actor.require(ChainPermission.TAKE_PART)
    with transaction.atomic():
        row: Offer = locked(Offer, "offer", offer_id)
        OFFER_LIFECYCLE.step(row.state, "withdraw")
        ended: Offer = write(OfferWithdrawn(id=row.id), actor=actor, organisation=row.organisation_id)
        return ended


def withdraw_want(*, actor: Actor, want_id: UUID) -> Want:
    """It is no demand any more. Raises ``Refused(lifecycle.step)``."""
    actor.require(ChainPermission.TAKE_PART)
    with transaction.atomic():
        row: Want = locked(Want, "want", want_id)
        WANT_LIFECYCLE.step(row.state, "withdraw")
        ended: Want = write(WantWithdrawn(id=row.id), actor=actor, organisation=row.organisation_id)
        return ended
