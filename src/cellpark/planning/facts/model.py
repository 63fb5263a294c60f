"""What a plant has and what it has to do, in whole units of time counted from an origin.

Every span is half-open: a shift from 6 to 22 is open at 6 and closed at 22. A ``Facts`` that exists is free of
contradictions that can be seen without planning: whoever makes one gets ``Refused`` with the smallest set of facts that
cannot all hold (``rules``).
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from cellpark.kernel.problem import refuse_any


class Edge(StrEnum):
    """Which end of an operation a lag or a hold is counted from."""

    START = "start"
    END = "end"


class Fact:
    """Whoever reads facts from a file leaves no field unread (``file``)."""

    __slots__ = ()
    __pydantic_config__: ClassVar = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Shift(Fact):
    """From ``start`` up to, not including, ``end``; ``count`` of the resource are there, or all of it."""

    start: int
    end: int
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Calendar(Fact):
    """When somebody or something is there. With ``every`` the shifts come again after that many units."""

    key: str
    shifts: tuple[Shift, ...]
    every: int | None = None


@dataclass(frozen=True, slots=True)
class Resource(Fact):
    """Rooms, devices or people of one kind: ``capacity`` at once, at the times of ``calendar`` or always.

    ``segregated``: jobs of two groups are never in it together, and ``changeover`` units lie between them.
    """

    key: str
    capacity: int
    calendar: str | None = None
    segregated: bool = False
    changeover: int = 0


@dataclass(frozen=True, slots=True)
class Need(Fact):
    """``count`` of one of ``any_of`` during an operation, and ``clearance`` units longer."""

    any_of: tuple[str, ...]
    count: int = 1
    clearance: int = 0


@dataclass(frozen=True, slots=True)
class Mode(Fact):
    """One way to do an operation: how long it takes and what it needs."""

    duration: int
    needs: tuple[Need, ...] = ()


@dataclass(frozen=True, slots=True)
class Frozen(Fact):
    """An operation that runs already or was promised: where it stays. ``taken``: the resource chosen for each need."""

    start: int
    mode: int = 0
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operation(Fact):
    """One step of a job, in one of its modes.

    It never straddles a time at which one of its needs is away; with ``pausable`` it rests meanwhile, keeps what it has
    taken, and its duration counts working time.
    """

    key: str
    modes: tuple[Mode, ...]
    pausable: bool = False
    earliest: int = 0
    frozen: Frozen | None = None


@dataclass(frozen=True, slots=True)
class Lag(Fact):
    """From an edge of ``first`` to an edge of ``second`` pass at least ``least`` and at most ``most`` units.

    No-wait is ``least`` and ``most`` zero; a hold limit is ``most``.
    """

    first: str
    second: str
    least: int = 0
    most: int | None = None
    first_at: Edge = Edge.END
    second_at: Edge = Edge.START


@dataclass(frozen=True, slots=True)
class Hold(Fact):
    """``count`` of one of ``any_of`` is kept from an edge of one operation to an edge of another, shift or no shift."""

    first: str
    last: str
    any_of: tuple[str, ...]
    count: int = 1
    clearance: int = 0
    first_at: Edge = Edge.START
    last_at: Edge = Edge.END


@dataclass(frozen=True, slots=True)
class Job(Fact):
    """What is made for one patient: its operations, in an order in which they may be done.

    It is done when its last operation ends. ``due`` is the latest end that is not late; ``group`` is what segregated
    resources look at, and jobs without a group meet nobody's.
    """

    key: str
    operations: tuple[Operation, ...]
    lags: tuple[Lag, ...] = ()
    holds: tuple[Hold, ...] = ()
    release: int = 0
    due: int | None = None
    weight: int = 1
    group: str = ""


@dataclass(frozen=True, slots=True)
class Objective(Fact):
    """What a schedule is judged by; smaller is better.

    The sum over the jobs of weight x (``flow`` x time from release to end + ``tardiness`` x time after due), plus
    ``makespan`` x the end of the last job, plus ``moved`` for each operation that starts elsewhere than was published.
    """

    flow: int = 1
    tardiness: int = 0
    makespan: int = 0
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Facts(Fact):
    """All that a schedule rests on. Raises ``Refused``: what ``rules.facts_problems`` finds.

    ``horizon``: nothing ends after it. ``unit_minutes``: how long a unit is, for whoever shows times.
    """

    name: str
    horizon: int
    resources: tuple[Resource, ...]
    jobs: tuple[Job, ...]
    calendars: tuple[Calendar, ...] = ()
    objective: Objective = field(default_factory=Objective)
    unit_minutes: int = 60

    def __post_init__(self) -> None:
        """Refuse what contradicts itself."""
        from cellpark.planning.facts.rules import facts_problems

        refuse_any(facts_problems(self))
