"""What the things of a trace are called, and where they are now: one query for each kind, however many there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.equipment.public import Equipment, Room, find_equipment, find_room, inside_of
from cellpark.genealogy.public import NODE_KINDS, Node, NodeKind
from cellpark.identity.public import names_of_people
from cellpark.kernel.problem import Refused
from cellpark.materials.public import Container, Lot, Operation, resolve_scan, words
from cellpark.web.pages import formats
from cellpark.web.pages.tables import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

COLOURS: Mapping[str, str] = {
    "expected": "planned",
    "quarantined": "stopped",
    "available": "running",
    "in_use": "running",
    "stored": "waiting",
    "empty": "done",
    "destroyed": "done",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One thing of a trace in words. ``coi``, ``place`` and ``state`` are those of a container."""

    node: Node
    name: str
    detail: str = ""
    coi: str = ""
    place: str = ""
    state: State | None = None

    @property
    def kind(self) -> "StrOrPromise":
        """What it is."""
        return NODE_KINDS[self.node.kind]

    @property
    def href(self) -> str:
        """The page of its trace."""
        return trace_address(self.node)


def trace_address(node: Node) -> str:
    """The page of the trace of a thing."""
    return reverse("trace", args=[node.kind.word, node.id])


def kind_from(word: str) -> NodeKind:
    """The kind that an address names."""
    for kind in NodeKind:
        if kind.word == word:
            return kind
    raise Http404


def named(nodes: Iterable[Node]) -> dict[Node, Named]:
    """Words for things in sight; of what is out of sight only the kind and the id are said."""
    by_kind: dict[NodeKind, list[UUID]] = {}
    wanted = list(nodes)
    for node in wanted:
        by_kind.setdefault(node.kind, []).append(node.id)
    found: dict[Node, Named] = {}
    for kind, ids in by_kind.items():
        found |= {node: each for each in _READERS[kind](kind, ids) if (node := each.node)}
    return {node: found.get(node) or Named(node=node, name=str(node.id)) for node in wanted}


def the_thing(node: Node) -> Named:
    """One thing; 404 where it is not in sight."""
    found = {each.node: each for each in _READERS[node.kind](node.kind, [node.id])}
    if node not in found:
        raise Http404
    return found[node]


def _containers(kind: NodeKind, ids: Sequence[UUID]) -> list[Named]:
    rows: dict[UUID, Any] = Container.objects.select_related("material", "lot").in_bulk(ids)
    inside = inside_of(ids)
    return [
        Named(
            node=Node(kind, row.id),
            name=row.code,
            detail=f"{row.material.name} · {row.lot.number}" if row.lot else row.material.name,
            coi=row.coi,
            place=inside.get(row.id, row.place),
            state=State(COLOURS[row.state], words.CONTAINER_STATES[row.state]),
        )
        for row in rows.values()
    ]


def _lots(kind: NodeKind, ids: Sequence[UUID]) -> list[Named]:
    rows = Lot.objects.select_related("material").in_bulk(ids).values()
    return [Named(node=Node(kind, row.id), name=row.number, detail=row.material.name) for row in rows]


def _operations(kind: NodeKind, ids: Sequence[UUID]) -> list[Named]:
    rows = Operation.ever.in_bulk(ids).values()
    return [
        Named(node=Node(kind, row.id), name=str(words.OPERATIONS[row.kind]), detail=formats.minute(row.done_at))
        for row in rows
    ]


def _rooms(kind: NodeKind, ids: Sequence[UUID]) -> list[Named]:
    return [
        Named(node=Node(kind, row.id), name=row.code, detail=row.name) for row in Room.objects.in_bulk(ids).values()
    ]


def _equipment(kind: NodeKind, ids: Sequence[UUID]) -> list[Named]:
    rows = Equipment.objects.in_bulk(ids).values()
    return [Named(node=Node(kind, row.id), name=row.code, detail=row.name) for row in rows]


def _people(kind: NodeKind, ids: Sequence[UUID]) -> list[Named]:
    return [Named(node=Node(kind, each), name=name) for each, name in names_of_people(ids).items()]


_READERS = {
    NodeKind.CONTAINER: _containers,
    NodeKind.SAMPLE: _containers,
    NodeKind.LOT: _lots,
    NodeKind.OPERATION: _operations,
    NodeKind.ROOM: _rooms,
    NodeKind.EQUIPMENT: _equipment,
    NodeKind.PERSON: _people,
}


def sought(text: str) -> Node | None:
    """The thing that carries this label or is known by this code; None where there is none in sight."""
    try:
        scanned = resolve_scan(text)
    except Refused:
        scanned = None
    if scanned is not None and scanned.container is not None:
        kind = NodeKind.SAMPLE if scanned.container.sample else NodeKind.CONTAINER
        return Node(kind, scanned.container.id)
    if scanned is not None and scanned.lot is not None:
        return Node(NodeKind.LOT, scanned.lot.id)
    for kind, find in ((NodeKind.ROOM, find_room), (NodeKind.EQUIPMENT, find_equipment)):
        try:
            return Node(kind, find(text).id)
        except (Refused, Room.DoesNotExist, Equipment.DoesNotExist):
            continue
    return None


def empty_words() -> str:
    """What a table of a trace says when there is nothing in it."""
    return _("Nothing: no record links anything here as of this time.")
