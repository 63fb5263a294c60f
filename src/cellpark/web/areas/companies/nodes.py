"""Nodes of the chain as the pages of companies name and offer them."""

from collections.abc import Sequence

from cellpark.chain.public import Node, taxonomy
from cellpark.web.areas.companies.views.common import language

LINK = 2


def node_words(code: str) -> str:
    """A node by its code and its name in the reader's language; a code that no taxonomy knows stands alone."""
    node = taxonomy().nodes.get(code)
    return code if node is None else f"{code} {_name(node)}"


def node_choices() -> Sequence[tuple[str, object]]:
    """Every node to choose from: the links under the name of their group, each group itself first."""
    nodes = taxonomy().nodes.values()
    groups = [
        (
            f"{group.code} {_name(group)}",
            [(each.code, f"{each.code} {_name(each)}") for each in nodes if group.code in {each.code, each.parent}],
        )
        for group in nodes
        if group.level == LINK - 1
    ]
    return [("", "\u2013"), *groups]


def _name(node: Node) -> str:
    return node.zh if language().startswith("zh") else node.en
