"""What other floors use of the graph of what came from what."""

from cellpark.genealogy.actions.link import link
from cellpark.genealogy.actions.void import void
from cellpark.genealogy.permissions import GenealogyPermission
from cellpark.genealogy.queries import Recall, River, backward, beside, forward, recall, river
from cellpark.genealogy.states import Edge, EdgeKind, Node, NodeKind
from cellpark.genealogy.words import NODE_KINDS

__all__ = [
    "NODE_KINDS",
    "Edge",
    "EdgeKind",
    "GenealogyPermission",
    "Node",
    "NodeKind",
    "Recall",
    "River",
    "backward",
    "beside",
    "forward",
    "link",
    "recall",
    "river",
    "void",
]
