"""The shape of a park file: what may stand in it and what must. Pure; ``park_file.py`` reads text into it.

Every entry names its source, because a directory of real companies may say nothing that nobody published.
"""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from cellpark.space.partial_date import read_date
from cellpark.space.states import (
    BuildingUse,
    CompanyField,
    CompanyRole,
    FactStanding,
    PlatformKind,
    PlatformStanding,
    Reading,
    Unit,
)

FORMAT = "cellpark.park/1"


def _dated(text: str) -> str:
    try:
        read_date(text)
    except ValueError:
        raise PydanticCustomError("space.park_file.not_a_date", "not a date", {"value": text[:40]}) from None
    return text


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
SourceKey = Annotated[str, StringConstraints(pattern=r"^S[1-9][0-9]?$")]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Dated = Annotated[str, AfterValidator(_dated)]
Amount = Annotated[Decimal, Field(ge=0, max_digits=20, decimal_places=4)]
Grid = Annotated[int, Field(ge=0, le=60)]


class Entry(BaseModel):
    """A mapping of the file: a field that it does not know is refused, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Name(Entry):
    """A name as published: in Chinese, in English, or in both."""

    zh: Short = ""
    en: Short = ""

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        if not self.zh and not self.en:
            raise PydanticCustomError("space.park_file.name_missing", "name missing")
        return self


class SourceEntry(Entry):
    """Where facts were published: by whom, when, about what. ``date`` is an EDTF level 0 date."""

    publisher: Name
    date: Dated
    about: Name


class MapPlace(Entry):
    """A rectangle on the map, in squares of its grid. ``schematic`` says that the position is not published."""

    schematic: bool
    x: Grid
    y: Grid
    width: Annotated[Grid, Field(ge=1)]
    depth: Annotated[Grid, Field(ge=1)]


class FactEntry(Entry):
    """One published statement or number, in our own words in both languages."""

    key: Key
    zh: Words
    en: Words
    value: Amount | None = None
    about: Amount | None = None
    over: Amount | None = None
    between: tuple[Amount, Amount] | None = None
    unit: Unit | None = None
    standing: FactStanding = FactStanding.REACHED
    source: SourceKey

    @model_validator(mode="after")
    def _one_number_with_unit(self) -> Self:
        given = [number for number in (self.value, self.about, self.over, self.between) if number is not None]
        if len(given) > 1:
            raise PydanticCustomError("space.park_file.two_numbers", "two numbers")
        if bool(given) != (self.unit is not None):
            raise PydanticCustomError("space.park_file.number_without_unit", "number without unit")
        if self.between is not None and self.between[0] >= self.between[1]:
            raise PydanticCustomError("space.park_file.range_reversed", "range reversed")
        return self

    def number(self) -> tuple[Reading | None, Decimal | None, Decimal | None]:
        """How the number reads, its lower and its upper end; all none for a statement."""
        if self.between is not None:
            return Reading.BETWEEN, *self.between
        for reading, number in ((Reading.EXACT, self.value), (Reading.ABOUT, self.about), (Reading.OVER, self.over)):
            if number is not None:
                return reading, number, number
        return None, None, None


Facts = Annotated[tuple[FactEntry, ...], Field(max_length=200)]


class Opening(Entry):
    """When the park opened."""

    date: Dated
    source: SourceKey


class Subject(Entry):
    """Something in the park that facts are about."""

    key: Key
    name: Name
    source: SourceKey
    facts: Facts = ()


class PhaseEntry(Subject):
    """A phase in which the park was built."""

    opened: Dated | None = None
    ground_broken: Dated | None = None
    map: MapPlace | None = None


class BuildingEntry(Subject):
    """A building."""

    use: BuildingUse | None = None
    phase: Key | None = None
    map: MapPlace | None = None


class CompanyEntry(Subject):
    """A company that a source names, and as what."""

    role: CompanyRole
    field: CompanyField | None = None
    phase: Key | None = None


class PlatformEntry(Subject):
    """A service platform that a source names, and who provides it."""

    kind: PlatformKind
    standing: PlatformStanding
    provider: Key | None = None


class ParkFile(Entry):
    """A whole file: one park and everything published about it."""

    format: Literal["cellpark.park/1"]
    key: Key
    name: Name
    place: Name
    source: SourceKey
    opened: Opening | None = None
    sources: Annotated[dict[SourceKey, SourceEntry], Field(min_length=1, max_length=50)]
    companies: Annotated[tuple[CompanyEntry, ...], Field(max_length=2000)] = ()
    phases: Annotated[tuple[PhaseEntry, ...], Field(max_length=50)] = ()
    buildings: Annotated[tuple[BuildingEntry, ...], Field(max_length=200)] = ()
    platforms: Annotated[tuple[PlatformEntry, ...], Field(max_length=100)] = ()
    facts: Facts = ()
    figures: Facts = ()
    programmes: Facts = ()
