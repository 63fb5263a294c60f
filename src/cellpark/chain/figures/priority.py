"""The order in which gaps are worth closing: unmet demand x criticality x feasibility."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from cellpark.chain.figures.book import Book
from cellpark.chain.figures.verdicts import Standing
from cellpark.chain.taxonomy import Taxonomy

CANDIDATES_ENOUGH = 3
_HALF = Decimal("0.5")
_TENTH = Decimal("0.1")
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Gap:
    """A node that calls for something, with the three factors and what they were made of."""

    standing: Standing
    unmet: int
    criticality: int
    feasibility: Decimal
    leaning: tuple[str, ...]
    candidates: int | None
    rooms: int | None

    @property
    def node(self) -> str:
        """Its code."""
        return self.standing.node

    @property
    def priority(self) -> Decimal:
        """The product, to a tenth."""
        return (self.unmet * self.criticality * self.feasibility).quantize(_TENTH)


def gaps(taxonomy: Taxonomy, book: Book, standings: Mapping[str, Standing]) -> tuple[Gap, ...]:
    """Every node with a verdict, the most urgent first; those without demand follow by criticality.

    criticality = 1 + nodes with somebody on them that this one serves. feasibility = the mean of candidates (three or
    more are 1) and space (1 where a free place fits, else 0); what nobody knows counts one half.
    """
    taken = {code for code, each in standings.items() if each.figures.firms.value}
    found = []
    for code, standing in standings.items():
        if not standing.verdicts:
            continue
        leaning = tuple(sorted({edge.target for edge in taxonomy.serves[code]} & taken))
        candidates, rooms = _candidates(book, standing), book.rooms.get(code)
        crowd = _HALF if candidates is None else min(Decimal(1), Decimal(candidates) / CANDIDATES_ENOUGH)
        space = _HALF if rooms is None else Decimal(min(rooms, 1))
        found.append(
            Gap(
                standing=standing,
                unmet=len(standing.figures.wanted),
                criticality=1 + len(leaning),
                feasibility=((crowd + space) / 2).quantize(_HUNDREDTH),
                leaning=leaning,
                candidates=candidates,
                rooms=rooms,
            )
        )
    return tuple(sorted(found, key=_urgency))


def _candidates(book: Book, standing: Standing) -> int | None:
    """Companies in the city beside the park's own, and leads that named the node; None where neither is known."""
    leads = book.candidates.get(standing.node)
    near = None if standing.city is None else standing.city.firms.value
    if near is None:
        return leads
    own = standing.figures.firms.value or Decimal(0)
    return int(max(near - own, Decimal(0))) + (leads or 0)


def _urgency(gap: Gap) -> tuple[object, ...]:
    return -gap.priority, -gap.criticality, gap.node
