"""A batch that is to be planned: for whom, from when, how urgent, and how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Stretch:
    """When something was begun, and when it was done (None: it goes on)."""

    begun: datetime
    done: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """What was done of a batch. ``steps``: step key (``U6.1#2`` in the second round) -> when; ``tests``: the same.

    ``made``: when manufacture was over; what follows it is still to be done.
    """

    steps: Mapping[str, Stretch] = field(default_factory=dict)
    tests: Mapping[str, Stretch] = field(default_factory=dict)
    made: datetime | None = None

    @property
    def has_begun(self) -> bool:
        """Whether anything was done."""
        return bool(self.steps or self.tests) or self.made is not None


NOT_BEGUN = Progress()


@dataclass(frozen=True, slots=True)
class BatchToPlan:
    """One batch of a recipe.

    ``group`` is the donor or patient whom segregation looks at. ``release`` is when the starting material is collected,
    or, with ``arrived``, when it can be used in the plant; ``due`` the instant after which it is late, ``weight`` its
    urgency as a whole number.
    """

    key: str
    recipe: str
    release: datetime
    group: str = ""
    due: datetime | None = None
    weight: int = 1
    arrived: bool = False
    progress: Progress = NOT_BEGUN
