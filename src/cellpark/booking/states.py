"""Kinds and states of shared resources, bookings, places in a queue and calendar feeds."""

from enum import StrEnum

from cellpark.booking.permissions import BookingPermission as May
from cellpark.kernel.lifecycle import Lifecycle, Transition, register


class ResourceKind(StrEnum):
    """What is shared."""

    ROOM = "room"
    EQUIPMENT = "equipment"
    OTHER = "other"


class SourceKind(StrEnum):
    """Where a resource stands otherwise: a room of the premises, a device of the plant, or nowhere."""

    NONE = ""
    PREMISES = "premises.room"
    EQUIPMENT = "equipment.equipment"


class ChargeBy(StrEnum):
    """Which hours cost: those booked, those used, or the longer of the two (NUcore calls it overage)."""

    RESERVATION = "reservation"
    USAGE = "usage"
    OVERAGE = "overage"


class ResourceState(StrEnum):
    """Whether it can be booked."""

    OPEN = "open"
    CLOSED = "closed"


class BookingState(StrEnum):
    """Where a booking stands."""

    OFFERED = "offered"
    BOOKED = "booked"
    IN_USE = "in_use"
    DONE = "done"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"
    LAPSED = "lapsed"


class WaitState(StrEnum):
    """A place in a queue."""

    WAITING = "waiting"
    OFFERED = "offered"
    TAKEN = "taken"
    ENDED = "ended"


class FeedState(StrEnum):
    """Whether an address of a calendar works."""

    OPEN = "open"
    REVOKED = "revoked"


class Via(StrEnum):
    """The way in. The rules are the same on each."""

    PAGE = "page"
    API = "api"
    IMPORT = "import"
    OFFER = "offer"
    WALK_UP = "walk_up"


_B = BookingState
BOOKING_LIFECYCLE = register(
    Lifecycle(
        name="booking.booking",
        states=BookingState,
        initial=_B.OFFERED,  # what is free is booked at once, what becomes free is offered first
        transitions=(
            Transition(source=_B.OFFERED, verb="accept", target=_B.BOOKED, permission=May.BOOK),
            Transition(source=_B.OFFERED, verb="lapse", target=_B.LAPSED, permission=May.BOOK),
            Transition(source=_B.BOOKED, verb="move", target=_B.BOOKED, permission=May.BOOK),
            Transition(source=_B.BOOKED, verb="check_in", target=_B.IN_USE, permission=May.BOOK),
            Transition(source=_B.BOOKED, verb="cancel", target=_B.CANCELLED, permission=May.BOOK),
            Transition(source=_B.BOOKED, verb="displace", target=_B.CANCELLED, permission=May.RULE),
            Transition(source=_B.BOOKED, verb="miss", target=_B.NO_SHOW, permission=May.BOOK),
            Transition(source=_B.BOOKED, verb="finish", target=_B.DONE, permission=May.BOOK),
            Transition(source=_B.IN_USE, verb="move", target=_B.IN_USE, permission=May.BOOK),
            Transition(source=_B.IN_USE, verb="finish", target=_B.DONE, permission=May.BOOK),
        ),
        final=frozenset({_B.DONE, _B.CANCELLED, _B.NO_SHOW, _B.LAPSED}),
    )
)
WAIT_LIFECYCLE = register(
    Lifecycle(
        name="booking.wait",
        states=WaitState,
        initial=WaitState.WAITING,
        transitions=(
            Transition(source=WaitState.WAITING, verb="offer", target=WaitState.OFFERED, permission=May.BOOK),
            Transition(source=WaitState.WAITING, verb="end", target=WaitState.ENDED, permission=May.BOOK),
            Transition(source=WaitState.OFFERED, verb="take", target=WaitState.TAKEN, permission=May.BOOK),
            Transition(source=WaitState.OFFERED, verb="end", target=WaitState.ENDED, permission=May.BOOK),
        ),
        final=frozenset({WaitState.TAKEN, WaitState.ENDED}),
    )
)
RESOURCE_LIFECYCLE = register(
    Lifecycle(
        name="booking.resource",
        states=ResourceState,
        initial=ResourceState.OPEN,
        transitions=(
            Transition(source=ResourceState.OPEN, verb="close", target=ResourceState.CLOSED, permission=May.RULE),
            Transition(source=ResourceState.CLOSED, verb="reopen", target=ResourceState.OPEN, permission=May.RULE),
        ),
    )
)
FEED_LIFECYCLE = register(
    Lifecycle(
        name="booking.feed",
        states=FeedState,
        initial=FeedState.OPEN,
        transitions=(Transition(source=FeedState.OPEN, verb="revoke", target=FeedState.REVOKED, permission=May.FEED),),
        final=frozenset({FeedState.REVOKED}),
    )
)
HOLDING = frozenset({BookingState.OFFERED, BookingState.BOOKED, BookingState.IN_USE})
"""The states in which a booking keeps others out."""
COUNTED = HOLDING | {BookingState.DONE, BookingState.NO_SHOW}
"""The states whose hours count against a quota: what was wasted counts as what was used."""
QUEUED = frozenset({WaitState.WAITING, WaitState.OFFERED})
