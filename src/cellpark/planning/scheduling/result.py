"""A schedule: what every solver gives and the checker judges."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from cellpark.planning.facts import Facts


@dataclass(frozen=True, slots=True)
class Placed:
    """One operation: from ``start`` up to, not including, ``end``, in a mode, with the resource taken for each need."""

    job: str
    operation: str
    start: int
    end: int
    mode: int = 0
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What the hold with this number of a job has taken."""

    job: str
    hold: int
    resource: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """Where everything is, what it is judged at, and what no schedule can be better than.

    ``proven``: no schedule has a smaller objective. ``turns``: how much was tried, whatever the clock said.
    """

    placed: tuple[Placed, ...]
    kept: tuple[Kept, ...] = ()
    objective: int = 0
    bound: int = 0
    proven: bool = False
    turns: int = 0

    def starts(self) -> dict[tuple[str, str], int]:
        """The start of each operation, by job and operation."""
        return {(each.job, each.operation): each.start for each in self.placed}

    @property
    def gap(self) -> float:
        """How far above the bound at most, as a share of it."""
        return (self.objective - self.bound) / self.bound if self.bound else float(self.objective > 0)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a search is: the share of its turns, and the best objective so far."""

    share: float
    objective: int
    bound: int


Watch = Callable[[Progress], None]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Asked:
    """How much may be tried. ``turns``, ``seed`` and ``workers`` decide the result.

    ``limit_s`` only ends it before its time. ``workers``: of CP-SAT, which takes turns with them in a fixed order.
    """

    turns: int = 20_000
    seed: int = 1
    workers: int = 1
    limit_s: float | None = None
    progress: Watch | None = None
    stop: Stop | None = None
    published: Schedule | None = None
    clock: Callable[[], float] = field(default=lambda: 0.0)

    def part(self, share: float) -> "Asked":
        """The same with a part of the effort."""
        limit_s = None if self.limit_s is None else self.limit_s * share
        return replace(self, turns=max(1, int(self.turns * share)), limit_s=limit_s)


class Solver(Protocol):
    """What all solvers have in common. Raises ``Refused`` where there is no schedule."""

    def __call__(self, facts: Facts, asked: Asked) -> Schedule:
        """A schedule that the checker accepts."""
