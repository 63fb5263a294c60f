"""Traces: which things are reached from a thing, backward or forward, as of any time.

``UNION`` and never ``UNION ALL``, and nothing in the walk but the node itself: a depth or a path beside it would follow
every path of crossed splits and pools one by one instead of every edge once. A walk stops at samples: what was taken
for testing never returns, so that no trace climbs out of a sample into another batch. The walk is blind to the order in
time of the edges: a recall may name too much, never too little.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import LiteralString
from uuid import UUID

from cellpark.base.prepared import execute_prepared
from cellpark.base.scope import current_scope
from cellpark.genealogy.states import KINDS_DIGIT, Edge, EdgeKind, Node, NodeKind

_HOLDS: LiteralString = """
    e.organisation_id = ANY (%(organisations)s) AND e.at <= coalesce(%(as_of)s::timestamptz, 'infinity')
    AND e.event NOT IN (SELECT v.event FROM genealogy_void v
      WHERE v.at <= coalesce(%(as_of)s::timestamptz, 'infinity'))"""
# {far} and {near} are the names of columns; everything else is a parameter
_WALK: LiteralString = """
WITH RECURSIVE walk (node) AS (
  SELECT unnest(%(starts)s::bigint[])
  UNION
  SELECT e.{far} FROM walk w JOIN genealogy_edge e ON e.{near} = w.node
  WHERE (w.node = ANY (%(starts)s) OR w.node %% 10 <> ALL (%(stops)s::int[])) AND {holds})
SELECT n.number, n.ref FROM genealogy_node n
WHERE n.number = ANY (ARRAY(SELECT node FROM walk)) AND n.number <> ALL (%(starts)s)
ORDER BY n.number %% 10, n.number
"""


def _walk(far: LiteralString, near: LiteralString) -> LiteralString:
    """The statement that goes from nodes in column ``near`` to those in ``far``."""
    return _WALK.replace("{holds}", _HOLDS).replace("{far}", far).replace("{near}", near)


BACKWARD: LiteralString = _walk("parent_id", "child_id")
FORWARD: LiteralString = _walk("child_id", "parent_id")
_AMONG: LiteralString = """
SELECT DISTINCT e.parent_id, e.child_id, e.kind FROM genealogy_edge e
WHERE e.child_id = ANY (%(numbers)s) AND e.parent_id = ANY (%(numbers)s) AND {holds}
""".replace("{holds}", _HOLDS)
_START: LiteralString = """
SELECT number, organisation_id FROM genealogy_node
WHERE ref = %(ref)s AND kind = %(kind)s AND (organisation_id = ANY (%(organisations)s::uuid[])
  OR (%(everything)s AND organisation_id <> ALL (%(hidden)s::uuid[])))
"""
_KINDS = tuple(NodeKind)
_LEAVES = (NodeKind.SAMPLE.value,)
_LEAVES_AND_LOTS = (NodeKind.SAMPLE.value, NodeKind.LOT.value)


Numbered = tuple[int, UUID]


class Walker:
    """Walks from one thing, inside the scope in force and as of one time."""

    def __init__(self, start: Node, as_of: datetime | None) -> None:
        """Find the nodes of ``start``: one in each organisation of the scope that knows it, usually one."""
        scope = current_scope()
        found = execute_prepared(
            _START,
            {
                "kind": start.kind.value,
                "ref": start.id,
                "everything": scope.everything,
                "organisations": list(scope.organisations),
                "hidden": list(scope.hidden),
            },
        ).fetchall()
        self.starts: list[int] = [number for number, _organisation in found]
        self.organisations: list[UUID] = [organisation for _number, organisation in found]
        self.as_of = as_of

    def reached(
        self, statement: LiteralString, *, starts: Sequence[int] | None = None, through_lots: bool = True
    ) -> list[Numbered]:
        """What ``statement`` reaches, without the starts: by kind, then in the order of the first links."""
        starts = self.starts if starts is None else starts
        if not starts:
            return []
        values = {
            "starts": list(starts),
            "organisations": self.organisations,
            "as_of": self.as_of,
            "stops": list(_LEAVES if through_lots else _LEAVES_AND_LOTS),
        }
        return execute_prepared(statement, values, binary=True).fetchall()

    def edges_among(self, numbered: Iterable[Numbered]) -> tuple[Edge, ...]:
        """The edges that hold between these nodes, each pair once for each kind."""
        refs = dict(numbered)
        found = execute_prepared(
            _AMONG, {"numbers": list(refs), "organisations": self.organisations, "as_of": self.as_of}
        ).fetchall()
        return tuple(
            Edge(kind_of(parent), refs[parent], kind_of(child), refs[child], EdgeKind(kind))
            for parent, child, kind in sorted(found)
        )


def kind_of(number: int) -> NodeKind:
    """The kind of a node, from the last digit of its number."""
    return _KINDS[number % KINDS_DIGIT]


def things(numbered: Iterable[Numbered]) -> tuple[Node, ...]:
    """Nodes from their numbers and references."""
    made, kinds = tuple.__new__, _KINDS  # thousands of them: the tuple itself, without the call of the class
    return tuple([made(Node, (kinds[number % KINDS_DIGIT], ref)) for number, ref in numbered])
