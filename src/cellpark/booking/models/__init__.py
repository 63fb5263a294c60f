"""The tables of bookings, one aggregate a file."""

from cellpark.booking import events
from cellpark.booking.models.booking import Booking
from cellpark.booking.models.feed import Feed
from cellpark.booking.models.refusal import Refusal
from cellpark.booking.models.resource import Resource
from cellpark.booking.models.wait import Wait

# whoever knows the tables can read their events
__all__ = ["Booking", "Feed", "Refusal", "Resource", "Wait", "events"]
