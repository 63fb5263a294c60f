"""A network of operations and resources, as values: what is simulated. Times are numbers of one unit, which you choose.

Names tie the parts together; ``cellpark.planning.simulation.rules`` says what does not fit. Pure; no Numba here.
"""

import math
from dataclasses import dataclass
from enum import Enum, IntEnum

from cellpark.planning.simulation.distribution import Distribution, constant

NOTHING = constant(0.0)


class Work(IntEnum):
    """How work goes with the calendars of what it needs; the numbers are those of the compiled engine."""

    MUST_FIT = 0  # begins only when it will be done before anybody has to go
    PAUSES = 1  # rests while anybody is away; what is taken stays taken
    RUNS_ON = 2  # begins while all are there and goes on without them


class Interrupted(IntEnum):
    """What a fault does to the work on a device."""

    RESUMES = 0  # goes on after the repair where it was
    RESTARTS = 1  # begins again after the repair
    SPOILS = 2  # ends at once, and the patient carries the fault's flag


class At(Enum):
    """Where a time between operations counts from, and to."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Opening:
    """From ``start`` to ``end`` (not included) of a calendar's period, ``level`` of the resource are there."""

    start: float
    end: float
    level: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """Openings in their order, none over another, repeated after ``period``; time 0 is the start of a period."""

    period: float
    openings: tuple[Opening, ...]


@dataclass(frozen=True, slots=True)
class Faults:
    """Each unit of a resource works for ``up``, then breaks and takes ``repair``; ``then`` is what it does to work."""

    up: Distribution
    repair: Distribution
    then: Interrupted = Interrupted.RESUMES
    flag: str | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """``capacity`` units of a kind; always there without a calendar, whose levels are then at most ``capacity``."""

    name: str
    capacity: int = 1
    calendar: Calendar | None = None
    faults: Faults | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """``quantity`` of a resource for an operation, and after it for ``clearance`` until somebody else may have it.

    ``until`` names the operation at whose end it is given back, when it is kept over several. Who has kept it does not
    take it twice.
    """

    resource: str
    quantity: int = 1
    clearance: float = 0.0
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Lag:
    """At least ``least`` and at most ``most`` from an earlier operation to this one.

    It counts from the start or the end of ``since``. Being too early is waited for; being too late (at the start or
    the end of this operation, as ``to`` says) is counted and puts ``flag`` on the patient.
    """

    since: str
    least: float = 0.0
    most: float = math.inf
    counts_from: At = At.END
    to: At = At.START
    flag: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """With probability ``chance`` (of those with the flag ``when``) on to ``to``, an operation or an end.

    ``flag`` is put on the patient. ``empty_hands`` gives everything back first. After ``at_most`` times a patient goes
    to ``otherwise`` instead.
    """

    to: str
    chance: float = 1.0
    when: str | None = None
    flag: str | None = None
    empty_hands: bool = False
    at_most: int | None = None
    otherwise: str | None = None


@dataclass(frozen=True, slots=True)
class Rounds:
    """After the operation back to ``back_to``, until so many rounds are done; drawn for each patient, rounded."""

    back_to: str
    count: Distribution


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation. It follows: another round, else a choice, else ``then`` (without it the next of the network).

    ``open_for`` is how long everybody must stay from its start on, because more follows without a break. Smaller
    ``rank`` of a patient goes first. ``branches`` begin at the same time after it and come together at ``meet``.
    ``cost`` is that of once.
    """

    name: str
    work: Distribution = NOTHING
    needs: tuple[Need, ...] = ()
    mode: Work = Work.MUST_FIT
    open_for: float = 0.0
    then: str | None = None
    choices: tuple[Choice, ...] = ()
    rounds: Rounds | None = None
    lags: tuple[Lag, ...] = ()
    branches: tuple[str, ...] = ()
    meet: str | None = None
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Source:
    """Where patients of a class come from: ``between`` two arrivals after ``after``, or at the ``times`` given.

    ``size`` patients come together; ``rank`` is their urgency (0 first), ``due`` the time until they are late;
    ``most`` ends it.
    """

    name: str
    first: str
    between: Distribution | None = None
    times: tuple[float, ...] = ()
    size: Distribution | None = None
    rank: Distribution | None = None
    due: Distribution | None = None
    most: int | None = None
    after: float = 0.0


@dataclass(frozen=True, slots=True)
class Network:
    """All of it. ``ends`` are the fates of patients, ``flags`` what they can carry (out of specification)."""

    resources: tuple[Resource, ...]
    operations: tuple[Operation, ...]
    sources: tuple[Source, ...]
    ends: tuple[str, ...] = ("done",)
    flags: tuple[str, ...] = ()
