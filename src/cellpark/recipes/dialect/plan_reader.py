"""YAML for planning overlays: mappings and texts alone, each with its place. Nothing is guessed from a text's look.

YAML readers turn ``3:1`` into 181 and ``no`` into false; here every scalar stays the text that was written, and
anchors, tags, lists, several documents and keys written twice are refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import yaml

from cellpark.kernel.decimals import BadNumber, parse_decimal
from cellpark.kernel.problem import Parameter, Problem, Refused
from cellpark.kernel.quantity import Quantity
from cellpark.kernel.units import NO_UNIT, unit

LENGTH_MAX = 500_000
WHOLE_MAX = 9_999
PROBLEMS_MAX = 50


@dataclass(frozen=True, slots=True)
class Node:
    """A text, or entries when it is a mapping, and its place from 1."""

    text: str
    line: int
    column: int
    entries: tuple[tuple[str, "Node"], ...] | None = None


@dataclass(slots=True)
class PlanFaults:
    """What is wrong with an overlay, and the readers of its values, which note it."""

    problems: list[Problem] = field(default_factory=list)

    def at(self, node: Node, code: str, **params: Parameter) -> None:
        """Note ``recipe.plan.<code>`` at a node; the first ``PROBLEMS_MAX`` are kept."""
        if len(self.problems) < PROBLEMS_MAX:
            place: dict[str, Parameter] = {"line": node.line, "column": node.column}
            self.problems.append(Problem(f"recipe.plan.{code}", place | params))

    def entries(self, node: Node | None) -> Sequence[tuple[str, Node]]:
        """The entries of a mapping in their order; none, with a problem, of anything else."""
        if node is None:
            return ()
        if node.entries is None:
            self.at(node, "mapping_wanted", found=node.text[:40])
            return ()
        return node.entries

    def mapping(self, node: Node, *, required: Sequence[str], more: Sequence[str]) -> Mapping[str, Node] | None:
        """The entries by name, when all required ones are there; those that are not known are noted."""
        found = dict(self.entries(node))
        known = (*required, *more)
        for key, value in found.items():
            if key not in known:
                self.at(value, "key_unknown", found=key[:40], known=", ".join(known))
        missing = [name for name in required if name not in found]
        if missing and node.entries is not None:
            self.at(node, "key_missing", names=", ".join(missing))
        return None if missing else found

    def whole(self, node: Node) -> int | None:
        """A whole number from 1."""
        if node.text.isascii() and node.text.isdigit() and 0 < int(node.text[:5]) <= WHOLE_MAX:
            return int(node.text)
        self.at(node, "whole", found=node.text[:40], limit=WHOLE_MAX)
        return None

    def quantity(self, node: Node, *, like: Quantity) -> Quantity | None:
        """A quantity of the dimension of ``like``, not below zero."""
        try:
            found = Quantity.parse(node.text)
        except Refused:
            found = None
        if found is None or found.measured_in.dimension != like.measured_in.dimension or found.value < 0:
            self.at(node, "quantity", found=node.text[:40], unit=like.unit)
            return None
        return found

    def share(self, node: Node) -> Quantity | None:
        """A share from 0 to 100 %."""
        found = self.quantity(node, like=Quantity(Decimal(1), "%"))
        if found is not None and found > Quantity(Decimal(100), "%"):
            self.at(node, "share", found=node.text[:40])
            return None
        return found

    def amount(self, node: Node) -> Decimal | None:
        """An amount of money, not below zero."""
        try:
            found = parse_decimal(node.text)
        except BadNumber:
            found = Decimal(-1)
        if found < 0:
            self.at(node, "amount", found=node.text[:40])
            return None
        return found

    def unit(self, node: Node) -> str | None:
        """The stored spelling of a unit."""
        try:
            found = unit(node.text)
        except Refused:
            found = NO_UNIT
        if found is NO_UNIT:
            self.at(node, "unit", found=node.text[:40])
            return None
        return found.text


def read_yaml(text: str, faults: PlanFaults) -> Node | None:
    """The root of a text; None, with a problem noted, when it is no plain YAML mapping."""
    if len(text) > LENGTH_MAX:
        faults.at(Node("", 1, 1), "too_long", limit=LENGTH_MAX)
        return None
    try:
        if _has_anchors(text):
            faults.at(Node("", 1, 1), "anchor")
            return None
        found = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = Node("", mark.line + 1, mark.column + 1) if mark else Node("", 1, 1)
        faults.at(place, "yaml", said=str(error.problem)[:200])
        return None
    except (yaml.YAMLError, RecursionError) as error:
        faults.at(Node("", 1, 1), "yaml", said=type(error).__name__)
        return None
    if not isinstance(found, yaml.MappingNode):
        faults.at(Node("", 1, 1), "mapping_wanted", found="")
        return None
    return _node(found, faults)


def _has_anchors(text: str) -> bool:
    """An alias may stand for a text of any size, and a tag for an object; overlays have no use for either."""
    return any(
        isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None)
        for event in yaml.parse(text, Loader=yaml.BaseLoader)
    )


def _node(found: yaml.Node, faults: PlanFaults) -> Node:
    line, column = found.start_mark.line + 1, found.start_mark.column + 1
    if isinstance(found, yaml.ScalarNode):
        return Node(found.value, line, column)
    if not isinstance(found, yaml.MappingNode):
        faults.at(Node("", line, column), "list_unwanted")
        return Node("", line, column)
    entries: dict[str, Node] = {}
    for key, value in found.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        place = Node(name, key.start_mark.line + 1, key.start_mark.column + 1)
        if not name or name in entries:
            faults.at(place, "key_twice", found=name[:40])
        entries[name] = _node(value, faults)
    return Node("", line, column, tuple(entries.items()))
