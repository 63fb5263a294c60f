"""Utilities in the API. Figures and amounts are texts of decimals, days ISO 8601; an end is the day after the last."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cellpark.kernel.problem import Problem, Refused
from cellpark.utilities.public import (
    Band,
    KeyKind,
    PeriodState,
    PointRole,
    ReadingSource,
    ReadingState,
    ShareState,
    Step,
    Tariff,
    TariffPrice,
    Utility,
    parse_figure,
)
from cellpark.web.api.values import Body, Moment, Text

Figures = dict[Band, Text]


def figure(text: str, field: str) -> Decimal:
    """The number of a text. Raises ``Refused(utilities.reading.not_a_number)``."""
    found = parse_figure(text)
    if found is None:
        raise Refused(Problem("utilities.reading.not_a_number", {"value": text[:40]}, field=field))
    return found


def registers(sent: Mapping[Band, str]) -> dict[str, Decimal]:
    """The registers of a device as numbers."""
    return {band.value: figure(text, band.value) for band, text in sent.items()}


class _Row(Schema):
    @classmethod
    def of(cls, row: Any) -> Self:
        """The row as answers show it."""
        values = {name: getattr(row, name) for name in cls.model_fields}
        return cls.model_validate({name: f"{v:f}" if isinstance(v, Decimal) else v for name, v in values.items()})


class PointOut(_Row):
    """A measuring point with its last reading."""

    id: UUID
    organisation_id: UUID
    code: str
    utility: Utility
    role: PointRole
    building_id: UUID
    room_id: UUID | None
    main_id: UUID | None
    tariff_id: UUID
    bands: list[Band]
    key: KeyKind
    weights: dict[str, str]
    since: date
    closed_on: date | None
    serial: str | None
    last_day: date | None
    last_registers: dict[str, str] | None
    version: int


class UtilityReadingOut(_Row):
    """A reading: what the registers showed at the start of the day."""

    id: UUID
    meter_id: UUID
    day: date
    registers: dict[str, str]
    source: ReadingSource
    state: ReadingState
    note: str
    taken_at: Moment


class UtilityDeviceIn(Body):
    """A device as it is fitted."""

    serial: Text
    digits: int = 6
    factor: Text = "1"
    day: date
    registers: Figures


class PointIn(Body):
    """A measuring point and its first device."""

    code: Text
    tariff: UUID
    role: PointRole
    building: UUID
    room: UUID | None = None
    main: UUID | None = None
    device: UtilityDeviceIn


class ReplacementIn(Body):
    """The last reading of the old device, and the new one."""

    last: Figures
    device: UtilityDeviceIn
    confirmed: bool = False


class LastIn(Body):
    """The last reading of a point."""

    day: date
    last: Figures
    confirmed: bool = False


class KeyIn(Body):
    """By what common use is shared out; weights by room."""

    key: KeyKind
    weights: dict[UUID, Text] = {}


class UtilityReadingIn(Body):
    """A reading; ``confirmed`` lets pass what is only unusual."""

    day: date
    registers: Figures
    note: Text = ""
    confirmed: bool = False


class UtilityCorrectionIn(Body):
    """Another figure in the place of a wrong one."""

    registers: Figures
    reason: Text
    confirmed: bool = False


class ReadingsIn(Body):
    """A file of readings as text; ``take_in`` writes it, otherwise it is only tried."""

    content: Annotated[str, Field(max_length=1_000_000)]
    take_in: bool = False
    confirmed: bool = False


class UtilityTriedOut(Schema):
    """A line of a file with the codes of what is wrong or doubtful."""

    line: int
    point: str
    wrong: list[str]
    doubtful: list[str]


class UtilityFileOut(Schema):
    """What a file says: how many lines, and those to look at."""

    count: int
    taken_in: bool
    lines: list[UtilityTriedOut]


class EstimateIn(Body):
    """The points to estimate for a day."""

    points: Annotated[list[UUID], Field(max_length=5_000)]
    day: date


class TariffIn(Body):
    """A tariff and its bands."""

    code: Text
    utility: Utility
    name_zh: Text = ""
    name_en: Text = ""
    bands: list[Band] = [Band.ALL]


class UtilityStepIn(Body):
    """The price of a unit from so many units a month on."""

    above: Text = "0"
    price: Text


class PriceIn(Body):
    """Prices from a day on, without tax; ``tax`` is a share such as 0.13."""

    since: date
    prices: dict[Band, list[UtilityStepIn]]
    minimum: Text = "0"
    tax: Text = "0"

    @property
    def steps(self) -> dict[str, tuple[Step, ...]]:
        """The steps of each band."""
        return {
            band.value: tuple(Step(figure(each.above, "prices"), figure(each.price, "prices")) for each in own)
            for band, own in self.prices.items()
        }


class PriceOut(Schema):
    """Prices from a day on."""

    since: date
    prices: dict[str, list[list[str]]]
    minimum: str
    tax: str


class TariffOut(Schema):
    """A tariff with its prices."""

    id: UUID
    organisation_id: UUID
    code: str
    utility: Utility
    name_zh: str
    name_en: str
    bands: list[Band]
    version: int
    prices: list[PriceOut]

    @classmethod
    def of(cls, row: Tariff, prices: list[TariffPrice]) -> Self:
        """The tariff as answers show it."""
        own = {name: getattr(row, name) for name in cls.model_fields if name != "prices"}
        said = [
            PriceOut(since=each.since, prices=each.prices, minimum=f"{each.minimum:f}", tax=f"{each.tax:f}")
            for each in prices
        ]
        return cls(**own, prices=said)


class PeriodIn(Body):
    """The days of a utility; ``since`` only for the first period."""

    utility: Utility
    until: date
    since: date | None = None


class PeriodOut(_Row):
    """A settled period; ``shares_done`` of ``shares_all`` shares are charged so far."""

    id: UUID
    organisation_id: UUID
    utility: Utility
    since: date
    until: date
    net: str
    closed_at: Moment
    state: PeriodState
    shares_all: int
    shares_done: int


class OwedOut(_Row):
    """What somebody would owe for a meter and a room, and why; ``tenant_id`` is empty where the park bears it."""

    tenant_id: UUID | None
    point_code: str
    room_code: str
    quantity: str
    net: str
    tax: str
    why: dict[str, Any]


class UtilityPreviewOut(Schema):
    """What a period would cost, or the codes of what stands in the way."""

    since: date
    until: date
    net: str
    problems: list[str]
    shares: list[OwedOut]


class ShareOut(OwedOut):
    """What somebody owes for a meter and a room, and why."""

    id: UUID
    organisation_id: UUID
    period_id: UUID
    point_id: UUID
    room_id: UUID
    utility: Utility
    since: date
    until: date
    revision: int
    state: ShareState
    charge_id: UUID | None


class OwnMeterOut(Schema):
    """A meter in a room of the caller's organisation, on its days; quantities between readings."""

    id: UUID
    code: str
    utility: Utility
    unit: str
    readings: list[dict[str, Any]]
