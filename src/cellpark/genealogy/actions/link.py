"""Join what came from what, in the transaction of the act that did it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection

from cellpark.base.prepared import execute_prepared
from cellpark.base.scope import OutOfScope, current_scope
from cellpark.genealogy.numbers import numbers_of
from cellpark.genealogy.rules import edge_problems
from cellpark.genealogy.states import Edge
from cellpark.kernel.problem import refuse_any

_INSERT = """
INSERT INTO genealogy_edge (organisation_id, parent_id, child_id, kind, event, at)
SELECT %s::uuid, parent, child, kind, %s::uuid, %s::timestamptz
FROM unnest(%s::bigint[], %s::bigint[], %s::smallint[]) AS made (parent, child, kind)
"""


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
    numbers = numbers_of([node for edge in made for node in (edge.parent, edge.child)], organisation)
    execute_prepared(
        _INSERT,
        [
            organisation,
            event,
            at,
            [numbers[edge.parent] for edge in made],
            [numbers[edge.child] for edge in made],
            [edge.kind.value for edge in made],
        ],
    )
