"""Two parks side by side: what one lacks and the other has."""

from collections.abc import Mapping
from dataclasses import dataclass

from cellpark.chain.figures.counting import NodeFigures
from cellpark.chain.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Pair:
    """One link in both parks. ``relation``: ``left`` (the left one has it alone), ``right``, ``both``, ``neither``.

    ``loose`` says that somebody sits on the group above in the park that seems to lack it.
    """

    node: str
    left: NodeFigures
    right: NodeFigures

    @property
    def relation(self) -> str:
        """Who has it."""
        one, other = bool(self.left.firms.value), bool(self.right.firms.value)
        if one and other:
            return "both"
        return "left" if one else "right" if other else "neither"

    @property
    def complements(self) -> bool:
        """Whether one could help the other, since demand there is not met."""
        return (self.relation == "left" and bool(self.right.wanted)) or (
            self.relation == "right" and bool(self.left.wanted)
        )

    @property
    def loose(self) -> bool:
        """Whether the park without it has somebody on the group above."""
        lacking = {"left": self.right, "right": self.left}.get(self.relation)
        return bool(lacking and lacking.loose)


def compare(taxonomy: Taxonomy, left: Mapping[str, NodeFigures], right: Mapping[str, NodeFigures]) -> tuple[Pair, ...]:
    """Every link, in the taxonomy's order."""
    return tuple(Pair(code, left[code], right[code]) for code in taxonomy.leaves)
