"""What came of a thing, what it came from, and who is touched by it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.genealogy.models import GraphEdge, GraphVoid
from cellpark.genealogy.states import Edge, Node, NodeKind
from cellpark.genealogy.walk import BACKWARD, FORWARD, Walker, kind_of, things


@dataclass(frozen=True, slots=True)
class Recall:
    """Who is touched, in two tiers.

    ``direct`` is reached without another lot between; ``lots`` are the lots made with the start at any remove;
    ``through_lots`` is what is reached through those lots alone.
    """

    direct: tuple[Node, ...]
    lots: tuple[Node, ...]
    through_lots: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class River:
    """The whole life around one thing, as nodes and the edges between them."""

    start: Node
    before: tuple[Node, ...]
    after: tuple[Node, ...]
    edges: tuple[Edge, ...]


def backward(kind: NodeKind, id: UUID, *, as_of: datetime | None = None) -> tuple[Node, ...]:  # noqa: A002 -- the word
    """All that a thing came from and all that touched it on the way, as known at ``as_of`` (T16).

    Containers, lots, operations, rooms, equipment and people of the organisations in scope; without the thing itself.
    A thing that was never linked, or lies outside the scope, has no trace.
    """
    return things(Walker(Node(kind, id), as_of).reached(BACKWARD))


def forward(kind: NodeKind, id: UUID, *, as_of: datetime | None = None) -> tuple[Node, ...]:  # noqa: A002 -- the word
    """All that came of a thing, or was handled where it was, as known at ``as_of``; samples end a path (T16)."""
    return things(Walker(Node(kind, id), as_of).reached(FORWARD))


def recall(kind: NodeKind, id: UUID, *, as_of: datetime | None = None) -> Recall:  # noqa: A002 -- the word
    """Who is touched by a lot, a room, a piece of equipment, a person: directly, then through lots made with it."""
    walker = Walker(Node(kind, id), as_of)
    direct = walker.reached(FORWARD, through_lots=False)
    first_lots = [number for number, _ref in direct if kind_of(number) is NodeKind.LOT]
    known = {*walker.starts, *(number for number, _ref in direct)}
    beyond = walker.reached(FORWARD, starts=first_lots)
    more = [pair for pair in beyond if pair[0] not in known]
    return Recall(
        direct=things(pair for pair in direct if kind_of(pair[0]) is not NodeKind.LOT),
        lots=things(pair for pair in (*direct, *more) if kind_of(pair[0]) is NodeKind.LOT),
        through_lots=things(pair for pair in more if kind_of(pair[0]) is not NodeKind.LOT),
    )


def beside(kind: NodeKind, id: UUID, *, of: NodeKind) -> frozenset[UUID]:  # noqa: A002 -- the word
    """The things of kind ``of`` that are one edge away from a thing, before it or after it, as known now."""
    holds = GraphEdge.objects.exclude(event__in=GraphVoid.objects.values("event"))
    before = holds.filter(child__ref=id, child__kind=kind.value, parent__kind=of.value).values_list("parent__ref")
    after = holds.filter(parent__ref=id, parent__kind=kind.value, child__kind=of.value).values_list("child__ref")
    return frozenset(ref for (ref,) in (*before, *after))


def river(kind: NodeKind, id: UUID, *, as_of: datetime | None = None) -> River:  # noqa: A002 -- the word
    """Both traces of a thing with the edges between all their nodes, for the picture."""
    start = Node(kind, id)
    walker = Walker(start, as_of)
    before, after = walker.reached(BACKWARD), walker.reached(FORWARD)
    here = [(number, id) for number in walker.starts]
    return River(start, things(before), things(after), walker.edges_among([*before, *after, *here]))
