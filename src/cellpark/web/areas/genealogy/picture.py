"""The genealogy of a container as a river: pure geometry, from what was before (left) to what came of it (right)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cellpark.genealogy.public import Edge, Node, NodeKind
from cellpark.web.pages.ledger_pictures import cut

DRAWN = frozenset({NodeKind.CONTAINER, NodeKind.SAMPLE, NodeKind.LOT, NodeKind.OPERATION})
NODES_MAX = 90
ROW, GAP = 64, 30
BOX_WIDTH, BOX_HEIGHT, DOT = 156, 44, 11
MARGIN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """One thing on the river: its box (or the dot of an operation), in units of the picture."""

    node: Node
    name: str
    detail: str
    title: str
    href: str
    x: int
    y: int
    is_start: bool

    @property
    def shape(self) -> str:
        """How it is drawn."""
        return self.node.kind.word

    @property
    def middle(self) -> int:
        """The height of its middle."""
        return self.y + BOX_HEIGHT // 2

    @property
    def width(self) -> int:
        """How wide it is drawn."""
        return _width(self.node)

    @property
    def centre(self) -> int:
        """The middle of its width."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Arm:
    """The water between two things, as an SVG path."""

    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole river; ``left_out`` things lie further away and stand in the tables alone."""

    banks: Sequence[Bank]
    arms: Sequence[Arm]
    width: int
    height: int
    left_out: int


Words = Mapping[Node, tuple[str, str, str, str]]


def picture_of(start: Node, nodes: Iterable[Node], edges: Iterable[Edge], words: Words) -> Picture:
    """The river around ``start``. ``words``: node -> name, detail, spoken title, address."""
    drawn = {start, *(node for node in nodes if node.kind in DRAWN)}
    joins = [edge for edge in edges if edge.parent in drawn and edge.child in drawn]
    near = _nearest(start, joins)
    kept = [edge for edge in joins if edge.parent in near and edge.child in near]
    columns = _columns(near, kept)
    places = _places(columns, kept)
    left = _left_edges(columns)
    banks = [
        Bank(
            node=node,
            name=cut(words[node][0], 16),
            detail=cut(words[node][1], 22),
            title=words[node][2],
            href=words[node][3],
            x=left[column],
            y=MARGIN + row * ROW,
            is_start=node == start,
        )
        for node, (column, row) in places.items()
    ]
    by_node = {bank.node: bank for bank in banks}
    arms = [Arm(_path(by_node[edge.parent], by_node[edge.child]), edge.kind.name.lower()) for edge in kept]
    width = MARGIN + max(bank.x + bank.width for bank in banks)
    height = MARGIN + max(bank.y for bank in banks) + BOX_HEIGHT
    return Picture(banks, arms, width, height, len(drawn) - len(near))


def _nearest(start: Node, edges: Sequence[Edge]) -> set[Node]:
    """The start and what is nearest to it, at most ``NODES_MAX``."""
    beside: dict[Node, list[Node]] = {}
    for edge in edges:
        beside.setdefault(edge.parent, []).append(edge.child)
        beside.setdefault(edge.child, []).append(edge.parent)
    near, waiting = {start}, [start]
    while waiting and len(near) < NODES_MAX:
        for node in beside.get(waiting.pop(0), ()):
            if node not in near and len(near) < NODES_MAX:
                near.add(node)
                waiting.append(node)
    return near


def _columns(nodes: set[Node], edges: Sequence[Edge]) -> dict[Node, int]:
    """Everything stands right of all that it came from; a circle (a refilled container) is cut where it closes."""
    parents: dict[Node, list[Node]] = {node: [] for node in nodes}
    for edge in edges:
        parents[edge.child].append(edge.parent)
    found: dict[Node, int] = {}

    def place(node: Node, above: frozenset[Node]) -> int:
        if node not in found:
            before = [place(parent, above | {node}) for parent in parents[node] if parent not in above]
            found[node] = max(before, default=-1) + 1
        return found[node]

    for node in sorted(nodes):
        place(node, frozenset({node}))
    return _pulled(found, edges)


def _pulled(columns: dict[Node, int], edges: Sequence[Edge]) -> dict[Node, int]:
    """Everything moves as far right as what came of it allows, so that a lot stands where it was poured in."""
    children: dict[Node, list[Node]] = {}
    for edge in edges:
        if columns[edge.child] > columns[edge.parent]:
            children.setdefault(edge.parent, []).append(edge.child)
    pulled: dict[Node, int] = {}
    for node in sorted(columns, key=lambda each: (-columns[each], each)):
        pulled[node] = min((pulled[child] for child in children.get(node, ())), default=columns[node] + 1) - 1
    return pulled


def _left_edges(columns: Mapping[Node, int]) -> list[int]:
    """Where each column begins; one that holds operations alone is narrow."""
    widths = [0] * (max(columns.values(), default=0) + 1)
    for node, column in columns.items():
        widths[column] = max(widths[column], _width(node))
    return [MARGIN + sum(widths[:column]) + GAP * column for column in range(len(widths))]


def _width(node: Node) -> int:
    return 5 * DOT if node.kind is NodeKind.OPERATION else BOX_WIDTH


def _places(columns: Mapping[Node, int], edges: Sequence[Edge]) -> dict[Node, tuple[int, int]]:
    """A row for everything: in each column by the middle of what it came from, containers above lots."""
    parents: dict[Node, list[Node]] = {}
    for edge in edges:
        parents.setdefault(edge.child, []).append(edge.parent)
    rows: dict[Node, int] = {}
    for column in range(max(columns.values(), default=0) + 1):
        wishes = {node: _wish(node, parents, rows) for node, place in columns.items() if place == column}
        rows |= {node: row for row, node in enumerate(sorted(wishes, key=wishes.__getitem__))}
    return {node: (columns[node], rows[node]) for node in columns}


def _wish(node: Node, parents: Mapping[Node, Sequence[Node]], rows: Mapping[Node, int]) -> tuple[float, int, Node]:
    above = [rows[parent] for parent in parents.get(node, ()) if parent in rows]
    if above:
        return sum(above) / len(above), node.kind, node
    return (9_999.0 if node.kind is NodeKind.LOT else -1.0), node.kind, node


def _path(before: Bank, after: Bank) -> str:
    left = before.centre + DOT + 2 if before.node.kind is NodeKind.OPERATION else before.x + BOX_WIDTH
    right = after.centre - DOT - 2 if after.node.kind is NodeKind.OPERATION else after.x
    bend = (left + right) // 2
    return f"M {left} {before.middle} C {bend} {before.middle} {bend} {after.middle} {right} {after.middle}"
