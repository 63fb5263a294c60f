"""How likely a patient is done by when: what scenarios said, as shares that hold as often as they say. Pure."""

import math
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cellpark.planning.simulation.computing import LOCAL


@dataclass(frozen=True, slots=True)
class Scenarios:
    """How a chance is counted. ``workers`` and ``compute`` (``computing.answers``) change nothing but the time.

    ``hoped``: the ends of the network that keep a promise (all of them where it is left out); whoever comes to another
    end, or to none within ``longest`` from the present on, has not been kept to it. ``progress`` is told the share of
    the scenarios that are counted, by whichever worker counts them.
    """

    count: int = 1_000
    seed: int = 1
    workers: int = 2
    longest: float = 4_000.0
    hoped: tuple[str, ...] = ()
    progress: Callable[[float], None] | None = None
    compute: str = LOCAL


@dataclass(frozen=True, slots=True)
class Chance:
    """One patient: the times at which he came to a hoped-for end, in order, and how often each end was come to.

    ``open``: scenarios in which he came to none.
    """

    patient: str
    now: float
    scenarios: int
    times: tuple[float, ...]
    ends: Mapping[str, int]
    open: int = 0

    def by(self, share: float) -> float | None:
        """The time by which he is done with this probability; nothing where it is not that sure at any time.

        The k-th of n scenarios in order, k = share x (n + 1) rounded up: what really happens is one more of them, and
        is as likely as any to stand at each place among them.
        """
        place = math.ceil(share * (self.scenarios + 1) - 1e-9)
        return self.times[place - 1] if 0 < place <= len(self.times) else None

    def within(self, time: float) -> float:
        """The probability that he is done by a time."""
        return bisect_right(self.times, time) / self.scenarios
