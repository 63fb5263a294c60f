"""What the ledger keeps of meters and their charges; all streams belong to the operator.

Streams: ``utility-point/<id>``, ``utility-tariff/<id>``, ``utility-periods/<operator>/<utility>``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from cellpark.ledger.public import event_type

Registers = Mapping[str, Decimal]
Steps = Mapping[str, tuple[tuple[Decimal, Decimal], ...]]


@event_type("utilities.tariff.registered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class TariffRegistered:
    """A tariff and the bands that it knows."""

    tariff: UUID
    code: str
    utility: str
    name_zh: str
    name_en: str
    bands: tuple[str, ...]


@event_type("utilities.tariff.priced", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class TariffPriced:
    """Prices from a day on: for each band pairs of the quantity from which and the price at which; without tax."""

    tariff: UUID
    since: date
    prices: Steps
    minimum: Decimal
    tax: Decimal


@event_type("utilities.point.registered", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PointRegistered:
    """A place where something is counted."""

    point: UUID
    code: str
    utility: str
    role: str
    building: UUID
    room: UUID | None
    main: UUID | None
    tariff: UUID
    bands: tuple[str, ...]


@event_type("utilities.point.keyed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PointKeyed:
    """By what the common use of a point is shared out; weights by room."""

    point: UUID
    key: str
    weights: Mapping[str, Decimal]


@event_type("utilities.point.closed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PointClosed:
    """Nothing is counted there from a day on."""

    point: UUID
    day: date


@event_type("utilities.meter.fitted", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class MeterFitted:
    """A device begins to count."""

    point: UUID
    meter: UUID
    serial: str
    digits: int
    factor: Decimal
    day: date


@event_type("utilities.meter.removed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class MeterRemoved:
    """A device was taken away."""

    point: UUID
    meter: UUID
    day: date


@event_type("utilities.reading.taken", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingTaken:
    """What the registers showed at the start of a day."""

    point: UUID
    meter: UUID
    reading: UUID
    day: date
    registers: Registers
    source: str
    note: str


@event_type("utilities.reading.reversed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingReversed:
    """A reading counts no more; another one may stand in its place."""

    point: UUID
    reading: UUID
    day: date


@event_type("utilities.period.closed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodClosed:
    """The days of a utility are settled: so many shares, so much in all without tax."""

    period: UUID
    utility: str
    since: date
    until: date
    shares: int
    net: Decimal


@event_type("utilities.share.owed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ShareOwed:
    """What one tenant, or the park itself, owes for one point and room."""

    share: UUID
    period: UUID
    point: UUID
    room: UUID
    tenant: UUID | None
    net: Decimal
    tax: Decimal
    charge: UUID | None
    revision: int


@event_type("utilities.share.reversed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ShareReversed:
    """A share is not owed any more."""

    share: UUID
    period: UUID
    charge: UUID | None
