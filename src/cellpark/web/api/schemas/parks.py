"""Parks and what is published about them, in the API."""

from decimal import Decimal
from typing import Self
from uuid import UUID

from ninja import Schema

from cellpark.space.public import Company, Fact, ParkPage, ParkSummary, number_of


class FactOut(Schema):
    """One published statement or number; ``source`` is the mark of the publication it comes from."""

    key: str
    kind: str
    standing: str
    text: str
    number: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    source: str

    @classmethod
    def of(cls, row: Fact) -> Self:
        """The fact as answers show it."""
        return cls(
            key=row.key,
            kind=row.kind,
            standing=row.standing,
            text=row.text,
            number=number_of(row),
            low=row.low,
            high=row.high,
            unit=row.unit,
            source=row.source.key,
        )


class ParkPartOut(Schema):
    """Something in a park that a source names: a phase, a building, a platform."""

    key: str
    name: str
    name_zh: str
    name_en: str
    source: str
    facts: list[FactOut]

    @classmethod
    def of(cls, row: "Company | object") -> Self:
        """The part as answers show it."""
        part: Company = row  # type: ignore[assignment]  # all parts share these columns
        return cls(
            key=part.key,
            name=part.name,
            name_zh=part.name_zh,
            name_en=part.name_en,
            source=part.source.key,
            facts=[FactOut.of(fact) for fact in part.facts.all()],
        )


class ParkCompanyOut(ParkPartOut):
    """A company that a source names in a park, and as what."""

    id: UUID
    role: str
    field: str

    @classmethod
    def of(cls, row: "Company | object") -> Self:
        """The company as answers show it."""
        company: Company = row  # type: ignore[assignment]  # see above
        shared = ParkPartOut.of(company).model_dump()
        return cls(**shared, id=company.id, role=company.role, field=company.field)


class ParkSourceOut(Schema):
    """A publication, with the mark under which facts name it."""

    key: str
    publisher: str
    about: str
    published: str


class ParkOut(Schema):
    """A park in a list, with how much is published about it."""

    key: str
    name: str
    name_zh: str
    name_en: str
    place: str
    opened: str
    phases: int
    buildings: int
    platforms: int
    companies: int
    facts: int

    @classmethod
    def of(cls, row: ParkSummary) -> Self:
        """The park as lists show it."""
        park = row.park
        return cls(
            key=park.key,
            name=park.name,
            name_zh=park.name_zh,
            name_en=park.name_en,
            place=park.place,
            opened=park.opened,
            phases=row.phases,
            buildings=row.buildings,
            platforms=row.platforms,
            companies=row.companies,
            facts=row.facts,
        )


class ParkWholeOut(Schema):
    """One park with everything but its companies, which are a list of their own."""

    key: str
    name: str
    name_zh: str
    name_en: str
    place: str
    opened: str
    file_sha256: str
    company_count: int
    sources: list[ParkSourceOut]
    phases: list[ParkPartOut]
    buildings: list[ParkPartOut]
    platforms: list[ParkPartOut]
    facts: list[FactOut]

    @classmethod
    def of(cls, page: ParkPage) -> Self:
        """The park as its own answer shows it."""
        park = page.park
        return cls(
            key=park.key,
            name=park.name,
            name_zh=park.name_zh,
            name_en=park.name_en,
            place=park.place,
            opened=park.opened,
            file_sha256=park.file_sha256,
            company_count=page.company_count,
            sources=[
                ParkSourceOut(
                    key=source.key, publisher=source.publisher, about=source.about, published=source.published
                )
                for source in page.sources
            ],
            phases=[ParkPartOut.of(row) for row in page.phases],
            buildings=[ParkPartOut.of(row) for row in page.buildings],
            platforms=[ParkPartOut.of(row) for row in page.platforms],
            facts=[FactOut.of(row) for row in page.facts],
        )
