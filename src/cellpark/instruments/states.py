"""States of a stream of readings, and the marks that stand between its readings."""

from enum import StrEnum

from cellpark.instruments.permissions import InstrumentPermission
from cellpark.kernel.lifecycle import Lifecycle, Transition, register


class StreamState(StrEnum):
    """Whether the house listens to a device."""

    OPEN = "open"
    CLOSED = "closed"


class Mark(StrEnum):
    """What happened to the line itself. A gap is data: it stands where readings are missing."""

    CONNECTED = "connected"
    LOST = "lost"
    DROPPED = "dropped"


STREAM_LIFECYCLE = register(
    Lifecycle(
        name="instruments.stream",
        states=StreamState,
        initial=StreamState.OPEN,
        final=frozenset({StreamState.CLOSED}),
        transitions=(
            Transition(
                source=StreamState.OPEN,
                verb="close",
                target=StreamState.CLOSED,
                permission=InstrumentPermission.MANAGE_STREAMS,
            ),
        ),
    )
)
