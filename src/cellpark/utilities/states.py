"""Kinds of utilities, measuring points and readings, and the lifecycle of a reading."""

from collections.abc import Mapping
from enum import StrEnum

from cellpark.kernel.lifecycle import Lifecycle, Transition, register
from cellpark.utilities.permissions import UtilityPermission as May


class Utility(StrEnum):
    """What is delivered and counted."""

    ELECTRICITY = "electricity"
    STEAM = "steam"
    WATER = "water"
    LN2 = "ln2"


UNITS: Mapping[Utility, str] = {
    Utility.ELECTRICITY: "kWh",
    Utility.STEAM: "t",
    Utility.WATER: "m\N{SUPERSCRIPT THREE}",
    Utility.LN2: "kg",
}


class PointRole(StrEnum):
    """Whose use a point counts."""

    ROOM = "room"  # of one room
    COMMON = "common"  # of all, shared out by a key
    MAIN = "main"  # everything behind it: what the points behind it did not count is shared out by a key


class Band(StrEnum):
    """The registers of a meter: one for all, or one for each time of day at which a unit has a price of its own."""

    ALL = "all"
    SHARP = "sharp"
    PEAK = "peak"
    FLAT = "flat"
    VALLEY = "valley"


class ReadingSource(StrEnum):
    """Where a reading comes from."""

    TYPED = "typed"
    FILE = "file"
    ESTIMATED = "estimated"
    FITTED = "fitted"
    REMOVED = "removed"


class ReadingState(StrEnum):
    """Whether a reading counts."""

    STANDING = "standing"
    REVERSED = "reversed"


class ShareState(StrEnum):
    """Whether a share of a period is owed."""

    STANDING = "standing"
    REVERSED = "reversed"


class PeriodState(StrEnum):
    """Whether the charges of a settled period are all handed in."""

    CLOSING = "closing"
    CLOSED = "closed"


PERIOD_LIFECYCLE = register(
    Lifecycle(
        name="utilities.period",
        states=PeriodState,
        initial=PeriodState.CLOSING,
        transitions=(
            Transition(source=PeriodState.CLOSING, verb="finish", target=PeriodState.CLOSED, permission=May.CLOSE),
        ),
        final=frozenset({PeriodState.CLOSED}),
    )
)
READING_LIFECYCLE = register(
    Lifecycle(
        name="utilities.reading",
        states=ReadingState,
        initial=ReadingState.STANDING,
        transitions=(
            Transition(
                source=ReadingState.STANDING, verb="reverse", target=ReadingState.REVERSED, permission=May.CORRECT
            ),
        ),
        final=frozenset({ReadingState.REVERSED}),
    )
)
SHARE_LIFECYCLE = register(
    Lifecycle(
        name="utilities.share",
        states=ShareState,
        initial=ShareState.STANDING,
        transitions=(
            Transition(source=ShareState.STANDING, verb="reverse", target=ShareState.REVERSED, permission=May.CORRECT),
        ),
        final=frozenset({ShareState.REVERSED}),
    )
)
