"""The book of an area: everything that its figures are counted from, in a fixed number of queries."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, Sum

from cellpark.base.fields import in_reader_language
from cellpark.chain.areas import areas, city_of, park_area, parks_in
from cellpark.chain.days import today
from cellpark.chain.demand import WINDOW_DAYS, demand_of
from cellpark.chain.figures.book import Book, Bought, Known, SeatFact, Wanted
from cellpark.chain.figures.counting import NodeFigures, count
from cellpark.chain.figures.priority import Gap, gaps
from cellpark.chain.figures.scenario import Scenario, without
from cellpark.chain.figures.verdicts import Standing, judge
from cellpark.chain.models import MarketFact, Purchase, Seat
from cellpark.chain.rooms import rooms_by_node
from cellpark.chain.taxonomy import taxonomy
from cellpark.companies import public as companies
from cellpark.leases import public as leases


@dataclass(frozen=True)
class Chain:
    """The figures of one park with those of its city and the nation, read once."""

    book: Book
    others: Mapping[str, Book]

    @cached_property
    def park(self) -> Mapping[str, NodeFigures]:
        """The figures of the park."""
        return count(taxonomy(), self.book)

    @cached_property
    def city(self) -> Mapping[str, NodeFigures] | None:
        """Those of its city; None where nobody has said in which it lies."""
        place = city_of(self.book.area)
        return None if place is None else count(taxonomy(), self.others[place])

    @cached_property
    def nation(self) -> Mapping[str, NodeFigures]:
        """Those of the nation: at least as many companies as its city is known to have."""
        found = count(taxonomy(), self.others[areas().nation[0]])
        city = self.city or {}
        return {code: _at_least(each, city.get(code)) for code, each in found.items()}

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """What each link calls for."""
        return judge(taxonomy(), self.book, self.park, self.city)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The links that call for something, the most urgent first."""
        return gaps(taxonomy(), self.book, self.standings)

    def without(self, names: frozenset[object]) -> Scenario:
        """The park without some of its companies (``SeatFact.who``)."""
        outside = [each for book in self.others.values() for each in book.seats]
        return without(taxonomy(), self.book, names, self.city, outside)


def chain_of(park_key: str, *, day: date | None = None, rooms: bool = False) -> Chain:
    """The chain of a park as the rows in sight tell it. ``rooms``: also count the free rooms that would fit."""
    on, area = day or today(), park_area(park_key)
    city = city_of(area)
    wide = [each for each in (city, areas().nation[0]) if each is not None]
    seats = _seats(on, area, wide)
    known = _known(on, [area, *wide])
    inside = {place: [area, place, *_within(place)] for place in wide}
    wanted = demand_of({area, *(each for places in inside.values() for each in places)}, on)
    book = Book(
        area=area,
        day=on,
        seats=[each for each in seats if each.area == area],
        bought=_bought(area, on),
        known=known,
        wanted=wanted[area],
        rooms=rooms_by_node(on, park_key) if rooms else {},
        candidates=_leads() if rooms else {},
    )
    return Chain(
        book,
        {each: _wider(book, each, seats, known, [w for at in inside[each] for w in wanted[at]]) for each in wide},
    )


def _at_least(nation: NodeFigures, city: NodeFigures | None) -> NodeFigures:
    """A nation of which less is known than of a city in it has at least what the city has."""
    known = None if city is None else city.firms
    if known is None or known.value is None or (nation.firms.value or 0) >= known.value:
        return nation
    return replace(nation, firms=replace(known, at_least=True))


def _within(area: str) -> list[str]:
    """The areas inside a city or the nation."""
    if area.startswith("city:"):
        return list(parks_in(area))
    return [*(f"city:{key}" for key in areas().cities), *(park_area(key) for key in areas().parks)]


def _wider(book: Book, area: str, seats: list[SeatFact], known: list[Known], wanted: list[Wanted]) -> Book:
    """A city or the nation: whoever is known by name there, the parks inside included, and what sources say."""
    inside = [
        SeatFact(
            id=each.id, node=each.node, kind=each.kind, area=area, name=each.name, subject=each.subject,
            capacity=each.capacity, unit=each.unit, lead_days=each.lead_days,
        )
        for each in seats
        if each.area == area or area.startswith("nation:") or each.area in parks_in(area)
    ]  # fmt: skip
    # what several areas name is mostly one and the same thing, which is found faster than what is equal
    same = {id(each): each for each in wanted}.values()
    once = list({each.record: each for each in same}.values())
    return Book(area=area, day=book.day, seats=inside, known=known, wanted=once)


def _seats(on: date, area: str, wide: list[str]) -> list[SeatFact]:
    parks = [each for place in wide if place.startswith("city:") for each in parks_in(place)]
    rows = Seat.objects.filter(
        Q(until=None) | Q(until__gt=on), day__lte=on, area__in=[area, *wide, *parks]
    ).values_list(
        *("id", "node", "kind", "area", "name_zh", "name_en", "subject", "capacity", "capacity_unit", "lead_days"),
        "until",
    )
    found = list(rows.order_by("node", "day", "id"))
    leaves = _leaving({row[6] for row in found if row[6] is not None})
    return [
        SeatFact(
            id=row[0],
            node=row[1],
            kind=row[2],
            area=row[3],
            name=in_reader_language(row[4], row[5]),
            subject=row[6],
            capacity=row[7],
            unit=row[8],
            lead_days=row[9],
            leaves=row[10] or leaves.get(row[6]),
        )
        for row in found
    ]


def _leaving(subjects: set[UUID]) -> Mapping[UUID, date]:
    """When the last lease of each company ends, by the id of the company."""
    if not subjects:
        return {}
    # all companies with a tenant: passing a thousand ids costs more than it saves
    tenants = dict(companies.companies().filter(tenant__isnull=False).values_list("tenant_id", "id"))
    found: dict[UUID, date] = {}
    rows = leases.leases().filter(state__in=leases.IN_FORCE).values_list("tenant_id", "ends_on", "leaves_on")
    for tenant, ends, early in rows:
        company = tenants.get(tenant)
        if company in subjects:
            until = ends if early is None else min(ends, early)
            found[company] = max(found.get(company, until), until)
    return found


def _known(on: date, places: list[str]) -> list[Known]:
    rows = MarketFact.objects.filter(area__in=places, day__lte=on).values_list(
        "id", "node", "area", "metric", "value", "unit", "day", "source"
    )
    return [
        Known(id=id_, node=node, area=area, metric=metric, value=value, unit=unit, day=day, source=source)
        for id_, node, area, metric, value, unit, day, source in rows
    ]


def _bought(area: str, on: date) -> list[Bought]:
    """The purchases of the last year, summed by the database."""
    rows = (
        Purchase.objects.filter(area=area, day__gt=on - timedelta(days=WINDOW_DAYS), day__lte=on)
        .values("node", "supplier", "origin")
        .annotate(paid=Sum("amount"), ids=ArrayAgg("id"))
        .values_list("node", "supplier", "origin", "paid", "ids")
    )
    return [
        Bought(node=node, supplier=supplier, origin=origin, amount=paid, ids=tuple(ids))
        for node, supplier, origin, paid, ids in rows
    ]


def _leads() -> Mapping[str, int]:
    """Companies that the park talks to already, by the node that they named."""
    states = ["lead", "visited", "applied", "in_review", "accepted", "offered"]
    rows = companies.companies().filter(state__in=states).exclude(node="").values_list("node", flat=True)
    return Counter(rows)
