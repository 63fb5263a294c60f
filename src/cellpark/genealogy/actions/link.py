"""Join what came from what, in the transaction of the act that did it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from cellpark.base.prepared import execute_prepared
from cellpark.base.scope import OutOfScope, current_scope
from cellpark.genealogy.rules import edge_problems
from cellpark.genealogy.states import KINDS_DIGIT, Edge
from cellpark.kernel.problem import refuse_any

# Things that were never linked before get their nodes on the way, in one order, so that two acts that meet the same new
# things wait for each other and never in a circle. A node that another act made meanwhile is in neither list: then no
# edge is made, and the statement, run again, finds it.
_LINK = f"""
WITH wanted AS (SELECT kind, ref FROM unnest(%(kinds)s::smallint[], %(refs)s::uuid[]) AS w (kind, ref)),
found AS (
  SELECT n.kind, n.ref, n.number FROM genealogy_node n JOIN wanted w ON n.kind = w.kind AND n.ref = w.ref
  WHERE n.organisation_id = %(organisation)s::uuid),
made AS (
  INSERT INTO genealogy_node (number, kind, ref, organisation_id)
  SELECT nextval('genealogy_node_number') * {KINDS_DIGIT} + w.kind, w.kind, w.ref, %(organisation)s::uuid FROM wanted w
  WHERE NOT EXISTS (SELECT FROM found f WHERE f.kind = w.kind AND f.ref = w.ref) ORDER BY w.kind, w.ref
  ON CONFLICT (organisation_id, kind, ref) DO NOTHING RETURNING kind, ref, number),
node AS (SELECT kind, ref, number FROM found UNION ALL SELECT kind, ref, number FROM made)
INSERT INTO genealogy_edge (organisation_id, parent_id, child_id, kind, event, at)
SELECT %(organisation)s::uuid, p.number, c.number, e.kind, %(event)s::uuid, %(at)s::timestamptz
FROM unnest(%(edge_kinds)s::smallint[], %(parent_kinds)s::smallint[], %(parents)s::uuid[],
  %(child_kinds)s::smallint[], %(children)s::uuid[]) AS e (kind, parent_kind, parent, child_kind, child)
JOIN node p ON p.kind = e.parent_kind AND p.ref = e.parent
JOIN node c ON c.kind = e.child_kind AND c.ref = e.child
WHERE (SELECT count(*) FROM node) = %(count)s
"""  # noqa: S608 -- the digit is a constant


def link(*, edges: Sequence[Edge], organisation: UUID, at: datetime, event: UUID) -> None:
    """Add the edges that the ledger event ``event`` says, valid from ``at`` on (T16).

    Called once per event, after ``record(...)``, with ``organisation``, ``at`` and ``event`` of what was recorded; the
    caller's app names the same edges in ``edges.py`` as a function of the event, so that they can be made again.
    Raises ``Refused(genealogy.edge.*)``.
    """
    assert connection.in_atomic_block, "edges are made in the transaction of their act"
    if not current_scope().covers(organisation):
        raise OutOfScope(f"edges of organisation {organisation} are outside the scope")
    refuse_any(problem for edge in edges for problem in edge_problems(edge))
    made = sorted(set(edges), key=lambda edge: (edge.parent_id, edge.child_id, edge.kind))
    if not made:
        return
    nodes = {node for edge in made for node in (edge.parent, edge.child)}
    values = {
        "organisation": organisation,
        "event": event,
        "at": at,
        "count": len(nodes),
        "kinds": [node.kind.value for node in nodes],
        "refs": [node.id for node in nodes],
        "edge_kinds": [edge.kind.value for edge in made],
        "parent_kinds": [edge.parent_kind.value for edge in made],
        "parents": [edge.parent_id for edge in made],
        "child_kinds": [edge.child_kind.value for edge in made],
        "children": [edge.child_id for edge in made],
    }
    joined = execute_prepared(_LINK, values).rowcount or execute_prepared(_LINK, values).rowcount
    assert joined == len(made), "a node that was met is there when it is looked for again"
