"""From things to the numbers of their nodes."""

from collections.abc import Iterable, Mapping
from typing import LiteralString
from uuid import UUID

from cellpark.base.prepared import execute_prepared
from cellpark.genealogy.states import KINDS_DIGIT, Node, NodeKind

_FIND = """
SELECT n.kind, n.ref, n.number FROM genealogy_node n
JOIN unnest(%(kinds)s::smallint[], %(refs)s::uuid[]) AS wanted (kind, ref)
  ON n.kind = wanted.kind AND n.ref = wanted.ref
WHERE n.organisation_id = %(organisation)s
"""
_MAKE = f"""
INSERT INTO genealogy_node (number, kind, ref, organisation_id)
SELECT nextval('genealogy_node_number') * {KINDS_DIGIT} + kind, kind, ref, %(organisation)s::uuid
FROM unnest(%(kinds)s::smallint[], %(refs)s::uuid[]) AS wanted (kind, ref)
ON CONFLICT (organisation_id, kind, ref) DO NOTHING
RETURNING kind, ref, number
"""  # noqa: S608 -- the digit is a constant


def numbers_of(nodes: Iterable[Node], organisation: UUID) -> Mapping[Node, int]:
    """The numbers of these things in one organisation; things never linked before get one."""
    # in one order, so that two acts that meet the same new things wait for each other and never in a circle
    wanted = sorted(set(nodes), key=lambda node: (node.kind, node.id))
    found = _things(_FIND, wanted, organisation)
    missing = [node for node in wanted if node not in found]
    if missing:
        found |= _things(_MAKE, missing, organisation)
        met = [node for node in missing if node not in found]
        if met:  # another act made them at the same time
            found |= _things(_FIND, met, organisation)
    return found


def _things(statement: LiteralString, nodes: list[Node], organisation: UUID) -> dict[Node, int]:
    values = {
        "kinds": [node.kind.value for node in nodes],
        "refs": [node.id for node in nodes],
        "organisation": organisation,
    }
    return {Node(NodeKind(kind), ref): number for kind, ref, number in execute_prepared(statement, values).fetchall()}
