"""The state of a batch: what was done, what was recorded, which times run, what stands against it.

A state never changes once it is handed out: ``apply`` in ``fold`` makes the next one and shares what did not change.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from dataclasses import field as default
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from cellpark.batches.run.happened import Value

CORRECTED = "corrected"
"""How an entry came in that stands for an earlier one: by hand, with a reason."""


class Phase(StrEnum):
    """Where a batch is in its life."""

    NEW = "new"
    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"
    ABORTED = "aborted"


@dataclass(slots=True)
class Entry:
    """One recorded entry of a field as it stands; ``replaces`` leads to what stood there before (P11-5b).

    Never changed once it is made; it is not frozen because making frozen ones takes half of the time of a fold.
    """

    id: UUID
    field: str
    value: Value | None
    by: str
    at: datetime
    thing: UUID | None = None
    code: str = ""
    how: str = ""
    attributes: Mapping[str, Value] = default(default_factory=dict)
    confirmed_by: str | None = None
    last: bool = True
    outside: bool = False
    reason: str | None = None
    replaces: "Entry | None" = None
    file: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature on a step; ``void_by`` is the correction that made it void (T11)."""

    name: str
    role: str
    meaning: str
    by: str
    at: datetime
    signature: UUID
    digest: str
    void_by: UUID | None = None
    void_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A work or hold time that runs: whose, and since when."""

    step: str
    field: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Stretch:
    """A work or hold time that is over."""

    start: datetime
    end: datetime
    by: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Deviation:
    """An exception against the batch."""

    id: UUID
    cause: str
    step: str
    field: str
    entry: str
    reaction: str
    seen: str
    at: datetime
    disposition: str | None = None
    goes_on: bool = False

    @property
    def owed_key(self) -> tuple[str, str, str, str]:
        """By which it is known that this breach has its exception."""
        return (self.cause, self.step, self.field, self.entry)


@dataclass(frozen=True, slots=True)
class Slot:
    """A suite and devices for a time."""

    suite: str
    starts_at: datetime
    ends_at: datetime
    devices: tuple[str, ...]


@dataclass(slots=True)
class StepState:
    """What was done in one step, in one round. ``ended_at`` is when it was complete first; no correction moves that."""

    key: str
    begun_at: datetime
    begun_by: str
    last_at: datetime
    room: UUID | None = None
    entries: dict[str, tuple[Entry, ...]] = default(default_factory=dict)
    stretches: dict[str, Stretch] = default(default_factory=dict)
    signed: dict[str, Signed] = default(default_factory=dict)
    voided: tuple[Signed, ...] = ()
    performers: frozenset[str] = frozenset()
    completed_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def is_complete(self) -> bool:
        """Whether every signature stands."""
        return self.completed_at is not None

    def entry(self, name: str) -> Entry | None:
        """The newest entry of a field."""
        found = self.entries.get(name)
        return found[-1] if found else None

    def own_copy(self) -> "StepState":
        """A copy that can be changed without changing this one."""
        made = copy(self)
        made.entries = dict(self.entries)
        made.stretches = dict(self.stretches)
        made.signed = dict(self.signed)
        return made


@dataclass(frozen=True, slots=True)
class Refusal:
    """An act that was refused."""

    step: str
    verb: str
    field: str
    codes: tuple[str, ...]
    by: str
    at: datetime


COPIED = ("steps", "demanded", "values", "clocks", "ended", "rounds", "held", "deviations", "owed", "things")


@dataclass(slots=True)
class State:
    """A batch after some entries of its stream.

    ``cursor``: unit, round and index of the next main-line step that has not begun. ``open``: keys of steps that have
    begun and are not complete, in their order. ``process``: the containers in which the product is now; ``things``:
    what carries a name, by the latest step that used it. ``demanded``: branches that were decided on and have not
    begun, each with the step and field that decided. ``values``: the latest of every name. ``seen``: how many entries
    were read. ``mine``: the steps that this state need not copy before it changes them.
    """

    phase: Phase = Phase.NEW
    batch: UUID | None = None
    number: str = ""
    recipe: str = ""
    product: str = ""
    coi: str = ""
    slot: Slot | None = None
    cursor: tuple[int, int, int] = (0, 1, 0)
    steps: dict[str, StepState] = default(default_factory=dict)
    open: tuple[str, ...] = ()
    demanded: dict[str, tuple[str, str]] = default(default_factory=dict)
    values: dict[str, Value] = default(default_factory=dict)
    clocks: dict[tuple[str, str], Clock] = default(default_factory=dict)
    ended: dict[str, tuple[str, datetime]] = default(default_factory=dict)
    rounds: dict[int, tuple[int, datetime]] = default(default_factory=dict)
    held: dict[tuple[str, str], UUID] = default(default_factory=dict)
    process: tuple[UUID, ...] = ()
    things: dict[str, tuple[UUID, ...]] = default(default_factory=dict)
    deviations: dict[UUID, Deviation] = default(default_factory=dict)
    owed_met: frozenset[tuple[str, str, str, str]] = frozenset()
    owed: dict[tuple[str, str, str, str], tuple[str, str]] = default(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()
    room: UUID | None = None
    room_code: str = ""
    place_line: int | None = None
    last_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    seen: int = 0
    mine: set[str] = default(default_factory=set)

    def own_copy(self) -> "State":
        """A copy to which one more entry can be applied; steps are copied when they are touched."""
        made = copy(self)
        for name in COPIED:
            setattr(made, name, dict(getattr(self, name)))
        made.mine = set()
        return made

    def touched(self, key: str) -> StepState:
        """The step of this key, to be changed in this state alone."""
        if key not in self.mine:
            self.steps[key] = self.steps[key].own_copy()
            self.mine.add(key)
        return self.steps[key]

    @property
    def stops(self) -> tuple[Deviation, ...]:
        """The exceptions that hold the batch until they are disposed of."""
        return tuple(each for each in self.deviations.values() if each.reaction == "stop" and not each.goes_on)
