"""From things to the numbers of their nodes."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import connection

from cellpark.genealogy.states import KINDS_DIGIT, Node, NodeKind

_FIND = """
SELECT n.kind, n.ref, n.number FROM genealogy_node n
JOIN unnest(%s::smallint[], %s::uuid[]) AS wanted (kind, ref) ON n.kind = wanted.kind AND n.ref = wanted.ref
WHERE n.organisation_id = %s
"""
_MAKE = f"""
INSERT INTO genealogy_node (number, kind, ref, organisation_id)
SELECT nextval('genealogy_node_number') * {KINDS_DIGIT} + kind, kind, ref, %s
FROM unnest(%s::smallint[], %s::uuid[]) AS wanted (kind, ref)
ON CONFLICT (organisation_id, kind, ref) DO NOTHING
"""  # noqa: S608 -- the digit is a constant


def numbers_of(nodes: Iterable[Node], organisation: UUID) -> Mapping[Node, int]:
    """The numbers of these things in one organisation; things never linked before get one."""
    # in one order, so that two acts that meet the same new things wait for each other and never in a circle
    wanted = sorted(set(nodes), key=lambda node: (node.kind, node.id))
    found = _find(wanted, organisation)
    missing = [node for node in wanted if node not in found]
    if missing:
        with connection.cursor() as cursor:
            cursor.execute(_MAKE, [organisation, [node.kind.value for node in missing], [node.id for node in missing]])
        found |= _find(missing, organisation)
    return found


def _find(nodes: list[Node], organisation: UUID) -> dict[Node, int]:
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [[node.kind.value for node in nodes], [node.id for node in nodes], organisation])
        return {Node(NodeKind(kind), ref): number for kind, ref, number in cursor.fetchall()}
