"""A clock of a story that comes up to today: where the present is reached, whoever is on the way stays there."""

from datetime import datetime, timedelta
from typing import Any

from cellpark.kernel.clock import FixedClock


class Reached(Exception):  # noqa: N818 -- nothing went wrong
    """What the story would tell next has not happened yet."""


class ClockUpTo(FixedClock):
    """A clock that begins ``before`` the present. Raises ``Reached`` where it would be moved past it."""

    def __init__(self, present: datetime, before: timedelta) -> None:
        """So long before an instant."""
        self.present = present
        super().__init__(present - before)

    def __setattr__(self, name: str, value: Any) -> None:
        """Move it, up to the present."""
        if name == "instant" and value > self.present:
            raise Reached
        super().__setattr__(name, value)
