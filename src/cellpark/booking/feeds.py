"""Calendars that other programs read (RFC 5545)."""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from cellpark.base.scope import Scope, use_scope
from cellpark.base.time import now
from cellpark.booking.actions.make_feed import digest_of
from cellpark.booking.models import Feed
from cellpark.booking.queries import Busy, bookings, busy_times, resources
from cellpark.booking.states import HOLDING, BookingState, FeedState
from cellpark.identity.public import own_memberships

PAST, AHEAD = timedelta(days=60), timedelta(days=400)
ROWS_MAX = 2000
PRODUCT = "-//Cellpark//booking//EN"


def find_feed(organisation_id: UUID, secret: str) -> Feed | None:
    """The feed with this secret, while it was not revoked and whoever made it still works there; None otherwise."""
    with use_scope(Scope(frozenset({organisation_id}))):
        rows = Feed.objects.filter(organisation_id=organisation_id, digest=digest_of(secret), state=FeedState.OPEN)
        found: Feed | None = rows.first()
    if found is None or found.person_id is None:
        return None
    there = {each.organisation_id for each in own_memberships(found.person_id)}
    return found if organisation_id in there else None


def calendar_of(feed: Feed, *, host: str) -> bytes:
    """The calendar of a feed: the company's bookings, or one resource's with others' bookings as "busy" alone."""
    at = now()
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    with use_scope(Scope(frozenset({feed.organisation_id}))):
        if feed.resource_id is None:
            made.add("x-wr-calname", _("My bookings"))
            rows = bookings().filter(company_id=feed.organisation_id, state__in=[*HOLDING, BookingState.DONE])
            near = rows.filter(ends_at__gt=at - PAST, starts_at__lt=at + AHEAD).order_by("starts_at")[:ROWS_MAX]
            times = [
                Busy(
                    resource_id=row.resource_id,
                    start=row.starts_at,
                    end=row.ends_at,
                    hold_from=row.hold_from,
                    hold_until=row.hold_until,
                    state=row.state,
                    booking=row,
                )
                for row in near
            ]
        else:
            found = list(resources().filter(id=feed.resource_id))
            made.add("x-wr-calname", found[0].name if found else _("Closed"))
            times = busy_times(found, since=at - PAST, until=at + AHEAD).get(feed.resource_id, [])[:ROWS_MAX]
        for each in times:
            made.add_component(_event(each, feed, host))
    content: bytes = made.to_ical()
    return content


def _event(busy: Busy, feed: Feed, host: str) -> Event:
    event = Event()
    # the owner's calendar leaves the house as well, so it says no more about others than anybody's
    mine = busy.booking if busy.booking is not None and busy.booking.company_id == feed.organisation_id else None
    named = f"{busy.resource_id}-{busy.start:%Y%m%dT%H%M%SZ}" if mine is None else str(mine.id)
    event.add("uid", f"{named}@{host}")
    event.add("dtstamp", now())
    event.add("dtstart", busy.start)
    event.add("dtend", busy.end)
    if mine is None:
        event.add("summary", _("Busy"))
    else:
        event.add("summary", f"{mine.resource.name}: {mine.purpose}" if mine.purpose else mine.resource.name)
        event.add("location", mine.resource.place)
        event.add("sequence", mine.version)
        event.add("status", "TENTATIVE" if busy.state == BookingState.OFFERED else "CONFIRMED")
    event.add("class", "PRIVATE" if mine is not None else "CONFIDENTIAL")
    return event
