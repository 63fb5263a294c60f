"""The graph as it follows from events. Which events make which edges, the apps that record them say.

An app that calls ``link`` names the same edges in its ``edges.py``: ``EDGES`` maps the name of an event type to a
function from the typed event to its edges, ``VOIDS`` maps the name of a correcting event type to a function from the
typed event to the id of the event whose edges it withdraws (or None).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from cellpark.base.contributed import contributed_mapping
from cellpark.genealogy.states import Edge, Node
from cellpark.ledger.public import Derivation, Entry, Row

EdgesOf = Mapping[str, Callable[[Any], Sequence[Edge]]]
VoidsOf = Mapping[str, Callable[[Any], UUID | None]]

_EDGES = """
SELECT e.event || ' ' || p.kind || ':' || p.ref || ' ' || c.kind || ':' || c.ref || ' ' || e.kind AS key,
  e.organisation_id, e.at
FROM genealogy_edge e JOIN genealogy_node p ON p.number = e.parent_id JOIN genealogy_node c ON c.number = e.child_id
"""


def edges_from(edges: EdgesOf) -> Derivation:
    """The table of edges as it follows from the events that ``edges`` names."""

    def rows(entry: Entry) -> Iterator[Row]:
        for edge in set(edges[entry.type](entry.typed())):
            yield {
                "key": f"{entry.event} {_key(edge.parent)} {_key(edge.child)} {edge.kind.value}",
                "organisation_id": entry.organisation,
                "at": entry.at,
            }

    return Derivation(
        table="genealogy_edge",
        types=frozenset(edges),
        columns=("key", "organisation_id", "at"),
        stored=_EDGES,
        rows=rows,
    )


def voids_from(voids: VoidsOf) -> Derivation:
    """The table of withdrawn records as it follows from the events that ``voids`` names."""

    def rows(entry: Entry) -> Iterator[Row]:
        withdrawn = voids[entry.type](entry.typed())
        if withdrawn is not None:
            yield {
                "event": withdrawn,
                "by_event": entry.event,
                "organisation_id": entry.organisation,
                "at": entry.at,
            }

    return Derivation(
        table="genealogy_void",
        types=frozenset(voids),
        columns=("event", "by_event", "organisation_id", "at"),
        stored="SELECT event, by_event, organisation_id, at FROM genealogy_void",
        rows=rows,
    )


def _key(node: Node) -> str:
    return f"{node.kind.value}:{node.id}"


PROJECTIONS = (edges_from(contributed_mapping("edges", "EDGES")), voids_from(contributed_mapping("edges", "VOIDS")))
