"""Reading the directory: a fixed number of queries, however many parks, companies and facts there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from cellpark.space.models import Building, Company, Fact, Park, Phase, Platform, Source
from cellpark.space.states import CompanyRole, FactKind

PARKS_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkSummary:
    """A park in a list, with how much is published about it."""

    park: Park
    phases: int
    buildings: int
    platforms: int
    companies: int
    facts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkPage:
    """One park and what is published about it, in the order of its file; its companies are a query of their own.

    ``facts`` are those about the park itself; what is in the park carries its own.
    """

    park: Park
    sources: Sequence[Source]
    phases: Sequence[Phase]
    buildings: Sequence[Building]
    platforms: Sequence[Platform]
    operators: Sequence[Company]
    company_count: int
    facts: Sequence[Fact]

    def of_kind(self, kind: FactKind) -> list[Fact]:
        """The park's own facts of one kind."""
        return [fact for fact in self.facts if fact.kind == kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a map of a park is drawn from."""

    phases: Sequence[Phase]
    buildings: Sequence[Building]


def every_park() -> list[Park]:
    """The parks by key, at most 100, in one query."""
    return list(Park.objects.order_by("key")[:PARKS_MAX])


def park_summaries() -> list[ParkSummary]:
    """The parks by key, at most 100, in one query."""
    counted = {"phases": Phase, "buildings": Building, "platforms": Platform, "companies": Company, "facts": Fact}
    parks = Park.objects.select_related("source", "opened_source").order_by("key")
    annotated = parks.annotate(**{f"n_{name}": _number_of(model) for name, model in counted.items()})
    return [
        ParkSummary(park=park, **{name: getattr(park, f"n_{name}") for name in counted})
        for park in annotated[:PARKS_MAX]
    ]


def layouts(parks: Sequence[Park]) -> Mapping[UUID, Layout]:
    """What the maps of these parks are drawn from, by the park's id, in two queries."""
    phases, buildings = defaultdict(list), defaultdict(list)
    for phase in Phase.objects.filter(park__in=parks):
        phases[phase.park_id].append(phase)
    for building in Building.objects.filter(park__in=parks):
        buildings[building.park_id].append(building)
    return {park.id: Layout(phases=phases[park.id], buildings=buildings[park.id]) for park in parks}


def park_page(key: str) -> ParkPage:
    """The park called ``key``, in at most eleven queries. Raises ``Park.DoesNotExist``."""
    park = Park.objects.select_related("source", "opened_source").get(key=key)
    companies = Company.objects.filter(park=park)
    facts = Fact.objects.filter(park=park).select_related("source")
    with_facts = Prefetch("facts", queryset=facts)
    return ParkPage(
        park=park,
        sources=list(Source.objects.filter(park=park)),
        phases=list(Phase.objects.filter(park=park).select_related("source").prefetch_related(with_facts)),
        buildings=list(
            Building.objects.filter(park=park).select_related("source", "phase").prefetch_related(with_facts)
        ),
        platforms=list(
            Platform.objects.filter(park=park).select_related("source", "provider").prefetch_related(with_facts)
        ),
        operators=list(companies.filter(role=CompanyRole.OPERATOR).select_related("source")),
        company_count=companies.count(),
        facts=list(facts.filter(phase=None, building=None, platform=None, company=None)),
    )


def companies_of(park: Park) -> QuerySet[Company]:
    """The companies of a park with what a list shows of them; ``any_name`` orders those named in one language only."""
    facts = Fact.objects.select_related("source")
    rows = Company.objects.filter(park=park).select_related("source", "phase")
    rows = rows.annotate(any_name=Coalesce(NullIf("name_zh", Value("")), "name_en"))
    return rows.prefetch_related("platforms", Prefetch("facts", queryset=facts))


def _number_of(model: Any) -> Coalesce:
    rows: QuerySet[Any] = model.objects.filter(park=OuterRef("pk")).order_by().values("park")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)
