"""The figures of each node in one area. What nobody has recorded stays unknown (None) and never becomes zero."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import TypeVar

from cellpark.chain.figures.book import Book, Bought, Known, Record, SeatFact, Wanted
from cellpark.chain.taxonomy import Taxonomy

OnNode = TypeVar("OnNode", SeatFact, Bought, Wanted)
HHI_WHOLE = Decimal(10_000)
_SHARE = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: ``value`` None where nobody knows, ``how`` it was found, the records behind it."""

    value: Decimal | None = None
    how: str = ""  # "seats", "purchases", "capacity", "lead", "demand", "fact"
    records: tuple[Record, ...] = ()
    unit: str = ""
    at_least: bool = False

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.value is not None


UNKNOWN = Figure()


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeFigures:
    """What is known of one node. Shares are 0 to 1, HHI 0 to 10,000, lead time in days.

    ``loose``: who sits on a group above and may do this link or another; so nobody can say that there is none.
    """

    node: str
    firms: Figure
    seats: tuple[SeatFact, ...] = ()
    loose: tuple[SeatFact, ...] = ()
    capacity: Figure = UNKNOWN
    hhi: Figure = UNKNOWN
    top_share: Figure = UNKNOWN
    import_share: Figure = UNKNOWN
    inside_share: Figure = UNKNOWN
    lead_days: Figure = UNKNOWN
    products: Figure = UNKNOWN
    quality_gap: Figure = UNKNOWN
    unmet: Figure = UNKNOWN
    wanted: tuple[Wanted, ...] = ()


def count(taxonomy: Taxonomy, book: Book) -> Mapping[str, NodeFigures]:
    """The figures of every node in ``book.area``; a group counts what is below it, each company once."""
    here = [each for each in book.seats if each.area == book.area]
    own, bought, wanted, facts = _grouped(here), _grouped(book.bought), _grouped(book.wanted), _latest(book)
    found = {}
    for code in taxonomy.nodes:
        inside = taxonomy.within(code)
        seats = tuple(each for node in inside for each in own.get(node, ()))
        demand = tuple(each for node in inside for each in wanted.get(node, ()))
        found[code] = _figures(
            code,
            seats=seats,
            loose=tuple(each for node in taxonomy.above(code) for each in own.get(node, ())),
            bought=[each for node in inside for each in bought.get(node, ())],
            wanted=demand,
            facts=facts.get(code, {}),
            beyond=not book.area.startswith("park:"),
        )
    return found


def _figures(
    code: str,
    *,
    seats: tuple[SeatFact, ...],
    loose: tuple[SeatFact, ...],
    bought: Sequence[Bought],
    wanted: tuple[Wanted, ...],
    facts: Mapping[str, Known],
    beyond: bool,
) -> NodeFigures:
    # beyond the park only some are known by name: what a few of them state says nothing of all
    told = () if beyond else seats
    shares, how, behind = _shares(told, bought)
    paid = sum((each.amount for each in bought), Decimal(0))
    return NodeFigures(
        node=code,
        seats=seats,
        loose=loose,
        wanted=wanted,
        firms=_firms(seats, facts, beyond=beyond),
        capacity=_capacity(told, facts),
        hhi=Figure((sum(each * each for each in shares) * HHI_WHOLE).quantize(Decimal(1)), how, behind)
        if shares
        else _fact(facts, "hhi"),
        top_share=Figure(max(shares).quantize(_SHARE), how, behind) if shares else _fact(facts, "top_share"),
        import_share=_part(bought, paid, "abroad") or _fact(facts, "import_share"),
        inside_share=_part(bought, paid, "park") or _fact(facts, "inside_share"),
        lead_days=_lead(told, facts),
        products=_fact(facts, "products"),
        quality_gap=_fact(facts, "quality_gap"),
        unmet=Figure(Decimal(len(wanted)), "demand", tuple(each.record for each in wanted)),
    )


def _firms(seats: Sequence[SeatFact], facts: Mapping[str, Known], *, beyond: bool) -> Figure:
    """The park knows its own; beyond it what a source says, or at least those who are known by name."""
    counted = Decimal(len({each.who for each in seats}))
    records = tuple(each.record for each in seats)
    said = _fact(facts, "firms")
    if not beyond:
        return Figure(counted, "seats", records)
    if said.value is not None and said.value >= counted:
        return said
    return Figure(counted, "seats", records, at_least=True) if seats else UNKNOWN


def _shares(seats: Sequence[SeatFact], bought: Sequence[Bought]) -> tuple[list[Decimal], str, tuple[Record, ...]]:
    """Shares of suppliers by what was paid; else by capacity where all state it in one unit; one alone has it all."""
    by: dict[object, Decimal] = defaultdict(Decimal)
    if bought:
        for each in bought:
            by[each.supplier] += each.amount
        return _parts(by), "purchases", tuple(Record("purchase", id_) for each in bought for id_ in each.ids)
    records = tuple(each.record for each in seats)
    if len({each.who for each in seats}) == 1:
        return [Decimal(1)], "seats", records
    if seats and all(each.capacity for each in seats) and len({each.unit for each in seats}) == 1:
        for seat in seats:
            by[seat.who] += seat.capacity or 0
        return _parts(by), "capacity", records
    return [], "", ()


def _parts(by: Mapping[object, Decimal]) -> list[Decimal]:
    whole = sum(by.values(), Decimal(0))
    return [each / whole for each in by.values()]


def _part(bought: Sequence[Bought], paid: Decimal, origin: str) -> Figure | None:
    if not bought:
        return None
    share = sum((each.amount for each in bought if each.origin == origin), Decimal(0)) / paid
    return Figure(
        share.quantize(_SHARE), "purchases", tuple(Record("purchase", id_) for each in bought for id_ in each.ids)
    )


def _capacity(seats: Sequence[SeatFact], facts: Mapping[str, Known]) -> Figure:
    stated = [each for each in seats if each.capacity is not None]
    if stated and len({each.unit for each in stated}) == 1:
        return Figure(
            sum((each.capacity or Decimal(0) for each in stated), Decimal(0)),
            "capacity",
            tuple(each.record for each in stated),
            unit=stated[0].unit,
            at_least=len(stated) < len(seats),
        )
    return _fact(facts, "capacity")


def _lead(seats: Sequence[SeatFact], facts: Mapping[str, Known]) -> Figure:
    stated = [each for each in seats if each.lead_days is not None]
    if not stated:
        return _fact(facts, "lead_days")
    middle = Decimal(str(median(each.lead_days or 0 for each in stated)))
    return Figure(middle, "lead", tuple(each.record for each in stated))


def _fact(facts: Mapping[str, Known], metric: str) -> Figure:
    known = facts.get(metric)
    return UNKNOWN if known is None else Figure(known.value, "fact", (Record("fact", known.id),), unit=known.unit)


def _latest(book: Book) -> Mapping[str, Mapping[str, Known]]:
    """The newest fact on or before the day, by node and metric; of two on one day the later record."""
    found: dict[str, dict[str, Known]] = defaultdict(dict)
    told = [each for each in book.known if each.area == book.area and each.day <= book.day]
    for each in sorted(told, key=_age):
        found[each.node][each.metric] = each
    return found


def _age(known: Known) -> tuple[object, ...]:
    return known.day, known.id


def _grouped(rows: Iterable[OnNode]) -> Mapping[str, Sequence[OnNode]]:
    found: dict[str, list[OnNode]] = defaultdict(list)
    for each in rows:
        found[each.node].append(each)
    return found
