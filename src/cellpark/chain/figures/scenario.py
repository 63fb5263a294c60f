"""What if a company leaves or stops: which nodes lose their only source, who is touched, where the second source is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cellpark.chain.figures.book import Book, Bought, SeatFact
from cellpark.chain.figures.counting import NodeFigures, count
from cellpark.chain.taxonomy import Edge, Taxonomy


@dataclass(frozen=True, slots=True)
class Loss:
    """One node on which somebody who leaves sits: what is left, and where else it is to be had.

    ``near`` counts those in the city, None where nobody knows; ``named`` are those of them and of the nation that are
    known by name.
    """

    node: str
    left: tuple[SeatFact, ...]
    near: int | None
    named: tuple[SeatFact, ...] = ()

    @property
    def only(self) -> bool:
        """Whether nobody in the park is left on it."""
        return not self.left


@dataclass(frozen=True, slots=True)
class Touched:
    """Somebody at the other end of an edge of a node that lost its only source, or who bought of whoever leaves."""

    seat: SeatFact
    by: Edge


@dataclass(frozen=True, slots=True)
class Scenario:
    """The park without some of its companies."""

    gone: tuple[SeatFact, ...]
    losses: tuple[Loss, ...]
    touched: tuple[Touched, ...]
    bought: tuple[Bought, ...]

    @property
    def lost(self) -> tuple[Loss, ...]:
        """The nodes that lose their only source."""
        return tuple(each for each in self.losses if each.only)


def without(
    taxonomy: Taxonomy,
    book: Book,
    names: frozenset[object],
    city: Mapping[str, NodeFigures] | None = None,
    outside: Iterable[SeatFact] = (),
) -> Scenario:
    """The park of ``book`` without those who are ``names`` (``SeatFact.who``).

    ``city`` counts second sources, ``outside`` are seats of city and nation that name them.

    Somebody on a group is counted on the group: what exactly they did there is not known.
    """
    here = [each for each in book.seats if each.area == book.area]
    gone = tuple(each for each in here if each.who in names)
    stays = [each for each in here if each.who not in names]
    after = count(taxonomy, Book(area=book.area, day=book.day, seats=stays))
    losses = []
    for code in dict.fromkeys(each.node for each in gone):
        figure = None if city is None else city[code].firms.value
        here_too = len({each.who for each in here if each.node in taxonomy.within(code)})
        near = None if figure is None else max(int(figure) - here_too, 0)
        losses.append(Loss(code, after[code].seats, near, _named(taxonomy, code, here, outside)))
    lost = {each.node for each in losses if each.only}
    touched = [
        Touched(seat, edge)
        for code in sorted(lost)
        for below in taxonomy.within(code)
        for edge in (*taxonomy.serves[below], *taxonomy.needs[below])
        for seat in after[edge.target if edge.source == below else edge.source].seats
    ]
    called = {each.name for each in gone}
    return Scenario(gone, tuple(losses), tuple(touched), tuple(each for each in book.bought if each.supplier in called))


def _named(
    taxonomy: Taxonomy, code: str, here: Iterable[SeatFact], outside: Iterable[SeatFact]
) -> tuple[SeatFact, ...]:
    """Those outside the park who sit on a node, once each."""
    inside, links = {each.who for each in here}, taxonomy.within(code)
    found = {each.who: each for each in outside if each.node in links and each.who not in inside}
    return tuple(found.values())
