"""The graph: nodes, edges, and the records whose edges were withdrawn."""

from cellpark.genealogy.models.edge import GraphEdge
from cellpark.genealogy.models.node import GraphNode
from cellpark.genealogy.models.void import GraphVoid

__all__ = ["GraphEdge", "GraphNode", "GraphVoid"]
