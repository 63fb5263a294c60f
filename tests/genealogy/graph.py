"""A small graph for tests: things by short names, linked through the public acts."""

from collections.abc import Iterable
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.db import transaction

from cellpark.base.time import now
from cellpark.genealogy.public import Edge, EdgeKind, Node, NodeKind, link

LETTERS = {
    "c": NodeKind.CONTAINER,
    "l": NodeKind.LOT,
    "s": NodeKind.SAMPLE,
    "o": NodeKind.OPERATION,
    "r": NodeKind.ROOM,
    "e": NodeKind.EQUIPMENT,
    "p": NodeKind.PERSON,
}
TOUCH = {NodeKind.ROOM, NodeKind.EQUIPMENT, NodeKind.PERSON}


def thing(name: str) -> Node:
    """``c1`` is container 1, ``l1`` lot 1, ``s1`` sample 1 and so on."""
    return Node(LETTERS[name[0]], uuid5(NAMESPACE_URL, name))


def edge(parent: str, child: str) -> Edge:
    before, after = thing(parent), thing(child)
    kind = EdgeKind.MATERIAL
    if before.kind in TOUCH:
        kind = EdgeKind.CONTACT
    elif after.kind is NodeKind.SAMPLE:
        kind = EdgeKind.SAMPLE
    return Edge(before.kind, before.id, after.kind, after.id, kind)


def linked(organisation: UUID, *pairs: str, at: datetime | None = None, event: UUID | None = None) -> UUID:
    """Link ``c1>c2`` and so on by one event; returns its id."""
    made = event or uuid4()
    with transaction.atomic():
        link(edges=[edge(*pair.split(">")) for pair in pairs], organisation=organisation, at=at or now(), event=made)
    return made


def names(nodes: Iterable[Node], known: Iterable[str]) -> set[str]:
    """The short names of ``nodes``; every one must be among ``known``."""
    words = {thing(name): name for name in known}
    return {words[node] for node in nodes}
