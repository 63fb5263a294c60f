"""Buildings, rooms and places in the API. Amounts are texts in the units of their names."""

import base64
import binascii
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

from ninja import Schema
from pydantic import Field

from cellpark.kernel.problem import Problem, Refused
from cellpark.premises.public import BYTES_MAX, Place, RoomGrade, RoomKind, RoomUse, Tried, Waste
from cellpark.web.api.values import Body, Text

AMOUNT = Annotated[Decimal, Field(ge=0, le=1_000_000, max_digits=9, decimal_places=2)]
NOTHING = Decimal(0)


class _Row(Schema):
    @classmethod
    def of(cls, row: Any) -> Self:
        """The row as answers show it."""
        return cls.model_validate({name: getattr(row, name) for name in cls.model_fields})


class BuildingOut(_Row):
    """A building with its floors."""

    id: UUID
    organisation_id: UUID
    park_id: UUID | None
    phase: str
    code: str
    name_zh: str
    name_en: str
    lowest_floor: int
    highest_floor: int
    version: int


class PremisesRoomOut(_Row):
    """A room with its days; ``valid_until`` is the first day without it. Outlines are rings of points in dm."""

    id: UUID
    building_id: UUID
    number: int
    floor: int
    code: str
    kind: RoomKind
    inside: str
    use: RoomUse
    area_gross_m2: Decimal
    area_net_m2: Decimal
    grade: RoomGrade
    height_m: Decimal
    floor_load_kn_m2: Decimal
    power_kw: Decimal
    steam_kg_h: Decimal
    purified_water_l_h: Decimal
    ln2: bool
    exhaust_m3_h: Decimal
    waste: Waste
    bonded: bool
    public: bool
    valid_from: date
    valid_until: date | None
    ending: str
    outline: list[Any]
    came_from: list[UUID]


class BuildingIn(Body):
    """A building with its floors."""

    code: Text
    name_zh: Text = ""
    name_en: Text = ""
    phase: Text = ""
    park_id: UUID | None = None
    lowest_floor: Annotated[int, Field(ge=-9, le=199)]
    highest_floor: Annotated[int, Field(ge=-9, le=199)]


class RoomChangeIn(Body):
    """Columns of a list of rooms as text, by their names."""

    values: dict[str, Text]
    reason: Text


class PremisesPartIn(Body):
    """A room that a split makes."""

    code: Text
    area_gross_m2: AMOUNT
    area_net_m2: AMOUNT


class SplitIn(Body):
    """From which day on, and into what."""

    day: date
    parts: Annotated[list[PremisesPartIn], Field(max_length=100)]
    reason: Text = ""


class PremisesMergeIn(Body):
    """Which further rooms, from which day on, under which code."""

    rooms: Annotated[list[UUID], Field(max_length=100)]
    day: date
    code: Text
    reason: Text = ""


class PremisesCloseIn(Body):
    """The first day without the room; null takes an end back."""

    day: date | None
    reason: Text


class RoomListIn(Body):
    """A list of rooms: CSV or XLSX, its bytes in base64."""

    name: Text
    content: Annotated[str, Field(max_length=BYTES_MAX * 4 // 3 + 4)]

    @property
    def raw(self) -> bytes:
        """The file itself. Raises ``Refused(premises.file.unreadable)``."""
        try:
            return base64.b64decode(self.content, validate=True)
        except (binascii.Error, ValueError):
            raise Refused(Problem("premises.file.unreadable", field="content")) from None


class BadCellOut(Schema):
    """Why a row is not taken."""

    row: int
    column: str
    value: str
    code: str
    what: str


class TriedOut(Schema):
    """What a list would do; with ``dry_run`` this very file is taken in."""

    dry_run: UUID | None
    sha256: str
    opened: int
    changed: int
    same: int
    bad: list[BadCellOut]

    @classmethod
    def of(cls, tried: Tried, sentences: list[str]) -> Self:
        """The answer, with a sentence for each bad cell."""
        bad = [
            BadCellOut(row=each.row, column=each.column, value=each.value, code=each.problem.code, what=what)
            for each, what in zip(tried.bad, sentences, strict=True)
        ]
        counts = {name: getattr(tried, name) for name in ("dry_run", "sha256", "opened", "changed", "same")}
        return cls(bad=bad, **counts)


class ImportedOut(Schema):
    """How many rooms a list changed."""

    rooms: int


class NeedsIn(Body):
    """What somebody looks for; what is left out is not asked for."""

    day: date | None = None
    area_min: AMOUNT = NOTHING
    area_max: AMOUNT | None = None
    uses: Annotated[list[RoomUse], Field(max_length=10)] = []
    grade: RoomGrade = RoomGrade.NONE
    height_m: AMOUNT = NOTHING
    floor_load_kn_m2: AMOUNT = NOTHING
    power_kw: AMOUNT = NOTHING
    steam_kg_h: AMOUNT = NOTHING
    purified_water_l_h: AMOUNT = NOTHING
    ln2: bool = False
    exhaust_m3_h: AMOUNT = NOTHING
    waste: Waste = Waste.NONE
    bonded: bool | None = None
    next_to: Annotated[list[UUID], Field(max_length=1_000)] = []
    rooms_max: int = 6


class FindingOut(_Row):
    """How one demand is met."""

    demand: str
    needed: str
    there: str
    met: bool
    fit_out: bool


class PlaceOut(Schema):
    """One room or several neighbouring ones, with what fits and what does not; the best comes first."""

    rooms: list[UUID]
    area_net_m2: Decimal
    complete: bool
    beside: bool
    findings: list[FindingOut]

    @classmethod
    def of(cls, place: Place) -> Self:
        """The place as answers show it."""
        return cls(
            rooms=list(place.rooms),
            area_net_m2=place.area_net_m2,
            complete=place.complete,
            beside=place.beside,
            findings=[FindingOut.of(each) for each in place.findings],
        )


class MissedPlaceOut(_Row):
    """A search that found no place with all of it; ``wanted`` is what was asked for, by name, as text."""

    id: UUID
    day: date
    park_id: UUID | None
    wanted: dict[str, str]
    visitor: bool
