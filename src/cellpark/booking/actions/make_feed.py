"""Secret addresses of calendars."""

import secrets
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.booking.events import FeedMade, FeedRevoked
from cellpark.booking.models import Feed, Resource
from cellpark.booking.permissions import BookingPermission
from cellpark.booking.rows import write
from cellpark.booking.states import FEED_LIFECYCLE, FeedState
from cellpark.kernel.problem import NotAllowed, Problem, Refused
from cellpark.ledger.public import lock_stream

FEEDS_MAX = 20


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed and its secret, which is shown once and kept nowhere."""

    feed: Feed
    secret: str


def digest_of(secret: str) -> str:
    """What is kept of a secret: 192 random bits need no salt."""
    return sha256(secret.encode()).hexdigest()


def make_feed(*, actor: Actor, resource_id: UUID | None = None) -> NewFeed:
    """An address for the company's own bookings, or for one resource: others' bookings are "busy" there.

    Raises ``Refused(booking.feed.many)``, ``DoesNotExist`` for a resource out of sight.
    """
    actor.require(BookingPermission.FEED)
    if actor.organisation_id is None:
        raise NotAllowed(str(BookingPermission.FEED))
    if resource_id is not None:
        Resource.objects.get(id=resource_id)
    secret = secrets.token_urlsafe(24)
    with transaction.atomic():
        lock_stream(f"booking-feeds/{actor.organisation_id}")
        if Feed.objects.filter(organisation_id=actor.organisation_id, state=FeedState.OPEN).count() >= FEEDS_MAX:
            raise Refused(Problem("booking.feed.many", {"most": FEEDS_MAX}))
        event = FeedMade(feed=new_id(), digest=digest_of(secret), resource=resource_id, person=actor.person_id)
        return NewFeed(write(event, actor=actor, organisation=actor.organisation_id), secret)


def revoke_feed(*, actor: Actor, feed_id: UUID) -> Feed:
    """The address works no longer. Raises ``Refused``: ``lifecycle.step``; ``DoesNotExist`` for another house's."""
    actor.require(BookingPermission.FEED)
    with transaction.atomic():
        lock_stream(f"booking-feed/{feed_id}")
        row: Feed = Feed.objects.get(id=feed_id, organisation_id=actor.organisation_id)
        FEED_LIFECYCLE.step(row.state, "revoke")
        revoked: Feed = write(FeedRevoked(feed=row.id), actor=actor, organisation=row.organisation_id)
        return revoked
