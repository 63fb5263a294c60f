"""The nodes of the industry chain and the typed edges between them, read from ``taxonomy.yaml``. Pure.

Source: compiled from reports and general knowledge, unchecked; the file says so and so do the pages.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from importlib import resources
from typing import Any

import yaml

from cellpark.kernel.problem import Problem, Refused


class EdgeKind(StrEnum):
    """What one node does for another."""

    SUPPLIES = "supplies"
    TESTS = "tests"
    STORES = "stores"
    SHIPS = "ships"
    PAYS = "pays"
    REGULATES = "regulates"
    TRANSFERS = "transfers"


@dataclass(frozen=True, slots=True)
class Place:
    """What a newcomer on a node usually needs of a room: area in m2; an assumption of the taxonomy."""

    low: Decimal
    high: Decimal
    use: str = ""
    grade: str = ""
    ln2: bool = False
    bonded: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One link of the chain."""

    code: str
    zh: str
    en: str
    parent: str = ""
    words: tuple[str, ...] = ()
    place: Place | None = None

    @property
    def level(self) -> int:
        """0 for upstream and its like, 1 for a group, 2 for a link."""
        return len(self.code) - 1


@dataclass(frozen=True, slots=True)
class Edge:
    """``source`` does something for ``target``."""

    source: str
    target: str
    kind: EdgeKind


@dataclass(frozen=True)
class Taxonomy:
    """Nodes by code in their order, and the edges."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]

    def find(self, code: str) -> Node:
        """The node; raises ``Refused(chain.node.unknown)``."""
        if code not in self.nodes:
            raise Refused(Problem("chain.node.unknown", {"code": code[:20]}, field="node"))
        return self.nodes[code]

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """Codes below each code, in order."""
        found: dict[str, list[str]] = {code: [] for code in self.nodes}
        for node in self.nodes.values():
            if node.parent:
                found[node.parent].append(node.code)
        return {code: tuple(below) for code, below in found.items()}

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The links: nodes with nothing below them."""
        return tuple(code for code, below in self.children.items() if not below)

    @cached_property
    def serves(self) -> Mapping[str, tuple[Edge, ...]]:
        """The edges that leave each node."""
        return _by(self.nodes, self.edges, "source")

    @cached_property
    def needs(self) -> Mapping[str, tuple[Edge, ...]]:
        """The edges that reach each node."""
        return _by(self.nodes, self.edges, "target")

    @cached_property
    def neighbours(self) -> Mapping[str, frozenset[str]]:
        """The nodes at the other ends of a node's edges, whichever way they point."""
        return {
            code: frozenset({each.target for each in self.serves[code]} | {each.source for each in self.needs[code]})
            for code in self.nodes
        }

    def above(self, code: str) -> tuple[str, ...]:
        """The groups over a node, the nearest first."""
        found = []
        parent = self.nodes[code].parent
        while parent:
            found.append(parent)
            parent = self.nodes[parent].parent
        return tuple(found)

    def within(self, code: str) -> tuple[str, ...]:
        """The node and everything below it."""
        return (code, *(each for child in self.children[code] for each in self.within(child)))


def _by(nodes: Iterable[str], edges: Iterable[Edge], end: str) -> Mapping[str, tuple[Edge, ...]]:
    found: dict[str, list[Edge]] = {code: [] for code in nodes}
    for edge in edges:
        found[getattr(edge, end)].append(edge)
    return {code: tuple(each) for code, each in found.items()}


def read_taxonomy(text: str) -> Taxonomy:
    """The taxonomy of a file; a code twice, an unknown parent or end of an edge is a fault of the file.

    Raises ``ValueError`` that names it.
    """
    document: Any = yaml.safe_load(text)
    nodes: dict[str, Node] = {}
    for each in document["nodes"]:
        code = str(each["code"])
        if code in nodes or (each.get("parent") and each["parent"] not in nodes):
            raise ValueError(f"node {code} stands twice or before its parent")
        nodes[code] = Node(
            code=code,
            zh=str(each["zh"]),
            en=str(each["en"]),
            parent=str(each.get("parent", "")),
            words=tuple(str(word) for word in each.get("words", ())),
            place=_place(each.get("place")),
        )
    edges = []
    for each in document["edges"]:
        for target in each["to"]:
            if each["from"] not in nodes or target not in nodes or target == each["from"]:
                raise ValueError(f"edge {each['from']} -> {target} leads nowhere")
            edges.append(Edge(each["from"], target, EdgeKind(each["kind"])))
    return Taxonomy(nodes, tuple(edges))


def _place(value: Any) -> Place | None:
    if value is None:
        return None
    low, high = value["area"]
    return Place(
        low=Decimal(low),
        high=Decimal(high),
        use=str(value.get("use", "")),
        grade=str(value.get("grade", "")),
        ln2=bool(value.get("ln2", False)),
        bonded=bool(value.get("bonded", False)),
    )


@cache
def taxonomy() -> Taxonomy:
    """The taxonomy of this release."""
    return read_taxonomy(resources.files("cellpark.chain").joinpath("taxonomy.yaml").read_text(encoding="utf-8"))
