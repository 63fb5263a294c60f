"""Traces and recalls in the API."""

from typing import Literal, Self
from uuid import UUID

from ninja import Schema

from cellpark.genealogy.public import Node, NodeKind, Recall

KindName = Literal["container", "lot", "sample", "operation", "room", "equipment", "person"]


class GenealogyNodeOut(Schema):
    """A thing by its kind and its id; read the rest where things of that kind are read."""

    kind: KindName
    id: UUID

    @classmethod
    def of(cls, node: Node) -> Self:
        """The node as answers show it."""
        return cls.model_validate({"kind": node.kind.word, "id": node.id})


class TraceOut(Schema):
    """What a thing came from (``backward``), and what came of it in two tiers.

    ``direct`` is reached without another lot between, ``through_lots`` only through one of ``lots``.
    """

    start: GenealogyNodeOut
    backward: list[GenealogyNodeOut]
    direct: list[GenealogyNodeOut]
    lots: list[GenealogyNodeOut]
    through_lots: list[GenealogyNodeOut]

    @classmethod
    def of(cls, start: Node, before: tuple[Node, ...], found: Recall) -> Self:
        """Both traces of a thing."""
        return cls(
            start=GenealogyNodeOut.of(start),
            backward=[GenealogyNodeOut.of(each) for each in before],
            direct=[GenealogyNodeOut.of(each) for each in found.direct],
            lots=[GenealogyNodeOut.of(each) for each in found.lots],
            through_lots=[GenealogyNodeOut.of(each) for each in found.through_lots],
        )


KINDS = {kind.word: kind for kind in NodeKind}
