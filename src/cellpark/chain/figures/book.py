"""What the figures are counted from: plain values, read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID


@dataclass(frozen=True, slots=True, order=True)
class Record:
    """The record behind a figure: ``seat``, ``purchase``, ``fact``, or a kind of demand."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatFact:
    """Somebody on a node. ``subject`` tells one company on several nodes; ``leaves`` is the day on which it goes."""

    id: UUID
    node: str
    kind: str
    area: str
    name: str
    subject: UUID | None = None
    capacity: Decimal | None = None
    unit: str = ""
    lead_days: int | None = None
    leaves: date | None = None

    @property
    def who(self) -> object:
        """What makes two seats the same company's: what it is elsewhere in the house, or its name."""
        return self.subject or self.name

    @property
    def record(self) -> Record:
        """The seat as a record behind a figure."""
        return Record("seat", self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """What was bought of one supplier on one node from one origin, summed; CNY."""

    node: str
    supplier: str
    origin: str
    amount: Decimal
    ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A dated fact of a source."""

    id: UUID
    node: str
    area: str
    metric: str
    value: Decimal
    unit: str = ""
    day: date
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Unmet demand: a need, a search without a hit, a want or a refused request; a whole node or a group."""

    kind: str
    id: UUID
    node: str
    day: date
    text: str = ""

    @cached_property
    def record(self) -> Record:
        """The demand as a record behind a figure; made once, it stands behind those of several areas and groups."""
        return Record(self.kind, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Everything about one area on one day. ``rooms``: how many free places fit each node; absent: not asked."""

    area: str
    day: date
    seats: Sequence[SeatFact] = ()
    bought: Sequence[Bought] = ()
    known: Sequence[Known] = ()
    wanted: Sequence[Wanted] = ()
    rooms: Mapping[str, int] = field(default_factory=dict)
    candidates: Mapping[str, int] = field(default_factory=dict)
