"""Kinds of nodes and edges of the graph of what came from what."""

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple
from uuid import UUID

KINDS_DIGIT = 10  # the last digit of a node's number is its kind, so that a walk knows kinds without a look at the node


class NodeKind(IntEnum):
    """What a node stands for; its id is the id of that thing in the app that keeps it."""

    CONTAINER = 0
    LOT = 1
    SAMPLE = 2
    OPERATION = 3
    ROOM = 4
    EQUIPMENT = 5
    PERSON = 6

    @property
    def word(self) -> str:
        """The kind as addresses and programs name it."""
        return self.name.lower()


class EdgeKind(IntEnum):
    """Why a trace goes from parent to child.

    ``MATERIAL``: the child contains, or was made with, something of the parent. ``SAMPLE``: a part was taken for
    testing and never returns. ``CONTACT``: the parent (room, equipment, person) was there while the child was handled.
    """

    MATERIAL = 0
    SAMPLE = 1
    CONTACT = 2


# what can only touch: nothing is ever made into a room, a piece of equipment or a person
TOUCHING = frozenset({NodeKind.ROOM, NodeKind.EQUIPMENT, NodeKind.PERSON})


class Node(NamedTuple):  # a trace makes thousands, and a tuple is made in a third of the time
    """A thing in the graph."""

    kind: NodeKind
    id: UUID


@dataclass(frozen=True, slots=True)
class Edge:
    """One step from what was before (parent) to what came of it (child)."""

    parent_kind: NodeKind
    parent_id: UUID
    child_kind: NodeKind
    child_id: UUID
    kind: EdgeKind = EdgeKind.MATERIAL

    @property
    def parent(self) -> Node:
        """Where the edge starts."""
        return Node(self.parent_kind, self.parent_id)

    @property
    def child(self) -> Node:
        """Where the edge ends."""
        return Node(self.child_kind, self.child_id)
