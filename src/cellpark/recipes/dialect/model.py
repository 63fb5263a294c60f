"""What a recipe says, as values: procedure, unit procedures, steps and their fields (words of ISA-88, part 1).

Every number lives in one field; both languages only name it. Expressions are texts of ``cellpark.kernel.expression``,
checked when the recipe is checked, and kept in their one spelling. ``line`` is where a thing stands in the document,
from 1; two things that say the same are equal wherever they stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as described
from enum import StrEnum

from cellpark.kernel.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Range:
    """From ``low`` to ``high``, both included; None where that end is open."""

    low: Quantity | None
    high: Quantity | None


class Reaction(StrEnum):
    """What a failed limit or condition leads to."""

    STOP = "stop"
    DEVIATION_MINOR = "deviation minor"
    DEVIATION_MAJOR = "deviation major"
    DO = "do"


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What ``else`` says; ``step`` is the id of the step to do, for ``DO`` alone."""

    reaction: Reaction
    step: str | None = None


class Move(StrEnum):
    """How identified material passes from container to container."""

    WHOLE = "whole"
    SPLIT = "split"
    POOL = "pool"
    TRANSFER = "transfer"
    DERIVE = "derive"


class Openness(StrEnum):
    """Whether product is exposed to the room during a step (EU GMP Part IV, 9.5; decides segregation)."""

    OPEN = "open"
    CLOSED = "closed"


class Entry(StrEnum):
    """How a value comes into the record."""

    TYPED = "typed"
    TWICE = "twice"  # typed twice, blind, by the same person
    SECOND = "second"  # typed and confirmed by a second person (CN-1b, A11-1a)
    SCANNED = "scanned"
    FILE = "file"  # read from an instrument's file
    STREAM = "stream"  # from an instrument that streams


class ValueKind(StrEnum):
    """What sort of value is recorded."""

    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes-no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What all fields of a step have: a name unique in the step, what people call it (``as``), and its line."""

    name: str
    title: Bilingual | None = None
    line: int = described(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class In(Field):
    """``in``: identified material enters. ``match`` names what must be equal: ``patient`` or ``batch``.

    It is None only in texts that were approved before it was asked for.
    """

    what: str
    qty: Quantity | None = None
    match: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Out(Field):
    """``out``: identified containers leave; each is labelled before it is detached. ``of``: names of what went in."""

    what: str
    qty: str | None = None
    move: Move = Move.TRANSFER
    of: tuple[str, ...] = ()
    label: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Use(Field):
    """``use``: a reagent of the master ``material``; ``qty`` is an expression; the lot is scanned.

    ``tolerance`` is the permitted share above or below ``qty`` (``5 %``), None for what the form computes exactly.
    """

    material: str
    what: str
    qty: str | None = None
    tolerance: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Equip(Field):
    """``equip``: a device of a class, in every ``state`` (``clean``), kept ``until`` the end of a later step.

    ``holds`` names the material that is put into it: a freezer from which something is taken names none.
    """

    equipment_class: str
    state: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Set(Field):
    """``set``: a parameter and what may be set instead."""

    value: Quantity
    allow: Range | None = None
    cpp: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Field):
    """``time``: work or hold, from the end of the step ``since``, or from this step's own start.

    Outside ``allow`` the record opens an exception by itself (T10) as ``otherwise`` says.
    """

    duration: Quantity
    allow: Range | None = None
    hands: int | None = None
    since: str | None = None
    otherwise: Otherwise = Otherwise(Reaction.DEVIATION_MAJOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Field):
    """``record``: a value. ``limits`` in ``unit``; ``reader`` names the instrument for a file or a stream.

    ``choices`` are the codes that are kept, ``labels`` what people read for each of them.
    """

    kind: ValueKind
    unit: str = "1"
    limits: Range | None = None
    choices: tuple[str, ...] = ()
    labels: tuple[Bilingual, ...] = ()
    entry: Entry = Entry.TYPED
    reader: str | None = None
    cqa: bool = False
    cpp: bool = False
    otherwise: Otherwise | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check(Field):
    """``check``: a condition over values recorded so far; unknown data are asked for, never taken as false."""

    condition: str
    otherwise: Otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample(Field):
    """``sample``: taken from ``of`` (default: what is in process), for ``tests``, sent ``to``."""

    qty: Quantity
    tests: tuple[str, ...]
    to: str
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign(Field):
    """``sign``: ``role`` signs; ``not_by`` are names of signatures of this step whose signers may not (T5)."""

    role: str
    not_by: tuple[str, ...] = ()
    meaning: Bilingual | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """``place``: where the unit or step is done, until the next ``place``. ``crew`` is a number of people."""

    suite: str
    grade: str
    openness: Openness = Openness.OPEN
    crew: int | None = None
    infectious: bool = False
    line: int = described(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """``repeat``: the unit is a loop. One round every ``every``, until ``until`` is true; rounds count from 1."""

    every: Quantity | None
    until: str
    least: int
    most: int
    otherwise: Otherwise
    line: int = described(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: a permanent id, a sentence in each language that names its fields, and the fields in their order.

    ``branch``: reached by an ``else do`` alone and therefore off the main line.
    """

    id: str
    title: Bilingual
    text: Bilingual
    fields: tuple[Field, ...]
    place: Place | None
    help: Bilingual | None = None
    picture: str | None = None
    branch: bool = False
    line: int = described(default=0, compare=False)

    def field(self, name: str) -> Field:
        """The field called ``name``; raises ``KeyError``."""
        for each in self.fields:
            if each.name == name:
                return each
        raise KeyError(name)

    @property
    def signatures(self) -> tuple[Sign, ...]:
        """The signatures that complete the step, in their order."""
        return tuple(each for each in self.fields if isinstance(each, Sign))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit procedure, a loop when it has ``repeat``."""

    id: str
    title: Bilingual
    place: Place | None
    repeat: Repeat | None
    steps: tuple[Step, ...]
    line: int = described(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A whole document. ``version`` is ``major.minor.patch``; a new major version is a process change."""

    mbr: str
    version: str
    title: Bilingual
    units: tuple[Unit, ...]
    product: str | None = None
    kind: str | None = None

    def steps(self) -> Iterator[tuple[Unit, Step]]:
        """Every step with its unit, in the order of the document."""
        for unit in self.units:
            for step in unit.steps:
                yield unit, step

    def step(self, identity: str) -> Step:
        """The step with this id; raises ``KeyError``."""
        for _, step in self.steps():
            if step.id == identity:
                return step
        raise KeyError(identity)

    def place_of(self, identity: str) -> Place | None:
        """Where the step with this id is done: the last ``place`` at or before it on the main line.

        A branch has its own place or that of where it stands; what follows does not inherit it. Raises ``KeyError``.
        """
        found: Place | None = None
        for unit in self.units:
            found = unit.place or found
            for step in unit.steps:
                here = step.place or found
                if step.id == identity:
                    return here
                found = found if step.branch else here
        raise KeyError(identity)
