"""What a node calls for, by the written definitions (``docs/chain.md``, section 2).

n = companies on the node. build: none in the park and none in the city. fill: none in the park and at least one in the
city, or demand that is not met. strengthen: at least one, but one has more than 60 %, more than 70 % are imported, or
a gap of quality is known. extend: neighbour of a strong node, and not strong itself. secure: strong, but somebody
leaves or may leave. Our definitions; nothing official.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from cellpark.chain.figures.book import Book, Record
from cellpark.chain.figures.counting import NodeFigures
from cellpark.chain.states import VerdictKind
from cellpark.chain.taxonomy import Taxonomy

TOP_SHARE_MAX = Decimal("0.60")
IMPORT_SHARE_MAX = Decimal("0.70")
STRONG_FIRMS_MIN = 2
RISK_DAYS = 180


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict: ``because`` names what was found; ``ask`` the datum without which it is not certain."""

    kind: VerdictKind
    because: tuple[str, ...]
    ask: str = ""
    records: tuple[Record, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether nothing that is unknown could change it."""
        return not self.ask


@dataclass(frozen=True, slots=True)
class Standing:
    """A node's figures in the park and in the city, whether it is strong, and its verdicts, the gravest first."""

    figures: NodeFigures
    city: NodeFigures | None
    strong: bool
    verdicts: tuple[Verdict, ...]

    @property
    def node(self) -> str:
        """Its code."""
        return self.figures.node

    @property
    def main(self) -> Verdict | None:
        """The verdict that the map shows."""
        return self.verdicts[0] if self.verdicts else None


def judge(
    taxonomy: Taxonomy, book: Book, park: Mapping[str, NodeFigures], city: Mapping[str, NodeFigures] | None
) -> Mapping[str, Standing]:
    """The standing of every link (groups carry no verdict of their own)."""
    strong = {code for code in taxonomy.leaves if _is_strong(park[code])}
    return {
        code: Standing(
            park[code],
            None if city is None else city[code],
            code in strong,
            _verdicts(taxonomy, book, park[code], None if city is None else city[code], strong),
        )
        for code in taxonomy.leaves
    }


def _is_strong(node: NodeFigures) -> bool:
    """At least two companies, none with more than 60 %, not mainly imported, no gap of quality, all demand met."""
    top, imported = node.top_share.value, node.import_share.value
    return (
        (node.firms.value or 0) >= STRONG_FIRMS_MIN
        and top is not None
        and top <= TOP_SHARE_MAX
        and (imported is None or imported <= IMPORT_SHARE_MAX)
        and not node.quality_gap.value
        and not node.wanted
    )


def _verdicts(
    taxonomy: Taxonomy, book: Book, node: NodeFigures, city: NodeFigures | None, strong: Collection[str]
) -> tuple[Verdict, ...]:
    found = [*_missing(node, city), *_weak(node)]
    if node.node in strong:
        found += _at_risk(book, node)
    else:
        beside = sorted(taxonomy.neighbours[node.node] & set(strong))
        if beside:
            found.append(Verdict(VerdictKind.EXTEND, tuple(f"beside:{each}" for each in beside)))
    return tuple(found)


def _missing(node: NodeFigures, city: NodeFigures | None) -> list[Verdict]:
    demand = tuple(each.record for each in node.wanted)
    ask = "loose" if node.loose else ""
    if node.firms.value == 0:
        near = None if city is None else city.firms.value
        if demand and near != 0:
            return [Verdict(VerdictKind.FILL, ("none_here", "unmet"), ask, demand)]
        if near is None:
            return [Verdict(VerdictKind.BUILD, ("none_here",), ask or "city")]
        if near == 0:
            because = ("none_here", "none_near", *(("unmet",) if demand else ()))
            return [Verdict(VerdictKind.BUILD, because, ask, demand)]
        records = city.firms.records if city is not None else ()
        return [Verdict(VerdictKind.FILL, ("none_here", "near"), ask, records)]
    return [Verdict(VerdictKind.FILL, ("unmet",), "", demand)] if demand else []


def _weak(node: NodeFigures) -> list[Verdict]:
    if not node.firms.value:
        return []
    because: list[str] = []
    records: list[Record] = []
    for name, figure, limit in (
        ("top_share", node.top_share, TOP_SHARE_MAX),
        ("import_share", node.import_share, IMPORT_SHARE_MAX),
        ("quality_gap", node.quality_gap, Decimal(0)),
    ):
        if figure.value is not None and figure.value > limit:
            because.append(name)
            records += figure.records
    return [Verdict(VerdictKind.STRENGTHEN, tuple(because), "", tuple(dict.fromkeys(records)))] if because else []


def _at_risk(book: Book, node: NodeFigures) -> list[Verdict]:
    until = book.day + timedelta(days=RISK_DAYS)
    going = [each for each in node.seats if each.leaves is not None and each.leaves <= until]
    return [Verdict(VerdictKind.SECURE, ("leaving",), "", tuple(each.record for each in going))] if going else []
