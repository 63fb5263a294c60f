"""What an edge may join. Values in, problems out."""

from cellpark.genealogy.states import TOUCHING, Edge, EdgeKind, NodeKind
from cellpark.kernel.problem import Problem


def edge_problems(edge: Edge) -> list[Problem]:
    """Problems of one edge (T16: a trace follows edges alone, so a wrong one sends a recall astray)."""
    found = []
    if edge.parent == edge.child:
        found.append(Problem("genealogy.edge.itself", rule="T16"))
    if edge.child_kind in TOUCHING:
        found.append(Problem("genealogy.edge.into_surroundings", {"kind": edge.child_kind.word}, rule="T16"))
    if (edge.parent_kind in TOUCHING) != (edge.kind is EdgeKind.CONTACT):
        found.append(Problem("genealogy.edge.not_contact", rule="T16"))
    elif (edge.child_kind is NodeKind.SAMPLE) != (edge.kind is EdgeKind.SAMPLE) and edge.kind is not EdgeKind.CONTACT:
        found.append(Problem("genealogy.edge.not_sample", rule="T16"))
    return found
