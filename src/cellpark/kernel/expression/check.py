"""Names, units and sorts are checked before anything is evaluated, and every fault is reported at once."""

from dataclasses import dataclass, field
from difflib import get_close_matches

from cellpark.kernel.expression.functions import FUNCTIONS
from cellpark.kernel.expression.kinds import ANY, DAY, INSTANT, TEXT, TRUTH, Kind, Names, Sort, list_of, most_known
from cellpark.kernel.expression.parser import Expression
from cellpark.kernel.expression.position import problem_at
from cellpark.kernel.expression.sums import chain_kind
from cellpark.kernel.expression.syntax import (
    Call,
    Chain,
    Comparison,
    Day,
    Instant,
    Listing,
    Logic,
    Membership,
    Name,
    Negative,
    Node,
    Not,
    Number,
    Range,
    Text,
    Truth,
    children,
)
from cellpark.kernel.problem import Parameter, Problem, Refused
from cellpark.kernel.units import unit

ORDERED = frozenset({Sort.NUMBER, Sort.DAY, Sort.INSTANT, Sort.ANY})
COMPARABLE = ORDERED | {Sort.TEXT, Sort.TRUTH}


@dataclass(frozen=True, slots=True)
class Typed:
    """A node with its kind and its typed parts."""

    node: Node
    kind: Kind
    parts: "tuple[Typed, ...]"


def check(expression: Expression, names: Names, expect: Kind | None = None) -> Typed:
    """The typed tree; raises ``Refused`` with every problem found. ``expect`` is the kind that the whole must have."""
    checker = _Checker(expression.text, names)
    typed = checker.typed(expression.root)
    if expect is not None and not typed.kind.fits(expect):
        checker.fault("result_kind", expression.root, found=str(typed.kind), wanted=str(expect))
    if checker.problems:
        raise Refused(*checker.problems)
    return typed


@dataclass(slots=True)
class _Checker:
    text: str
    names: Names
    problems: list[Problem] = field(default_factory=list)

    def fault(self, code: str, node: Node, **params: Parameter) -> Kind:
        """Note a problem. The part counts as of any kind from here on, so that one fault is reported once."""
        self.problems.append(problem_at(code, self.text, node.span, **params))
        return ANY

    def typed(self, node: Node) -> Typed:
        parts = tuple(self.typed(each) for each in children(node))
        return Typed(node, self.kind(node, [part.kind for part in parts]), parts)

    def kind(self, node: Node, parts: list[Kind]) -> Kind:  # noqa: PLR0911 -- one case for each kind of node
        match node:
            case Number():
                return self.literal(node)
            case Name():
                return self.name(node)
            case Listing():
                return self.listing(node, parts)
            case Chain(rest=rest):
                return chain_kind(
                    parts, [sign for sign, _ in rest], lambda code, **params: self.fault(code, node, **params)
                )
            case Negative():
                return self.negative(node, parts[0])
            case Call():
                return self.call(node, parts)
            case Range():
                return self.same(node, parts)
        return self.constant(node) or self.truth(node, parts)

    @staticmethod
    def constant(node: Node) -> Kind | None:
        return {Text: TEXT, Truth: TRUTH, Day: DAY, Instant: INSTANT}.get(type(node))

    def truth(self, node: Node, parts: list[Kind]) -> Kind:
        match node:
            case Comparison(sign=sign):
                self.comparison(node, sign, parts)
            case Membership():
                self.membership(node, parts[0], parts[1])
            case Logic(items=items):
                for item, kind in zip(items, parts, strict=True):
                    self.wants_truth(item, kind)
            case Not(operand=operand):
                self.wants_truth(operand, parts[0])
        return TRUTH

    def wants_truth(self, node: Node, kind: Kind) -> None:
        if not kind.fits(TRUTH):
            self.fault("truth_wanted", node, found=str(kind))

    def literal(self, node: Number) -> Kind:
        try:
            return Kind(Sort.NUMBER, unit(node.unit or "1"))
        except Refused:
            return self.fault("unknown_unit", node, unit=node.unit)

    def name(self, node: Name) -> Kind:
        kind = self.names.get(node.name)
        if kind is not None:
            return kind
        near = ", ".join(get_close_matches(node.name, list(self.names), n=3))
        if near:
            return self.fault("unknown_name_near", node, name=node.name, near=near)
        return self.fault("unknown_name", node, name=node.name)

    def same(self, node: Node, parts: list[Kind]) -> Kind:
        """The one kind of all parts."""
        first = most_known(parts)
        for kind in parts:
            if not kind.fits(first):
                return self.fault("mixed_kinds", node, left=str(first), right=str(kind))
        return first

    def listing(self, node: Listing, parts: list[Kind]) -> Kind:
        if any(kind.sort is Sort.LIST for kind in parts):
            return self.fault("list_in_list", node)
        return list_of(self.same(node, parts))

    def negative(self, node: Negative, kind: Kind) -> Kind:
        if kind.sort is Sort.NUMBER and kind.unit.point and isinstance(node.operand, Number):
            return kind
        if kind.sort not in (Sort.NUMBER, Sort.ANY) or kind.unit.point:
            return self.fault("number_wanted", node.operand, found=str(kind))
        return kind

    def comparison(self, node: Node, sign: str, parts: list[Kind]) -> None:
        left, right = parts
        if not left.fits(right):
            self.fault("mixed_kinds", node, left=str(left), right=str(right))
        elif not {left.sort, right.sort} <= (COMPARABLE if sign in ("==", "!=") else ORDERED):
            odd = right if left.sort in COMPARABLE else left
            self.fault("no_order", node, found=str(odd), sign=sign)

    def membership(self, node: Membership, item: Kind, group: Kind) -> None:
        if isinstance(node.group, Range):
            if not item.fits(group):
                self.fault("mixed_kinds", node, left=str(item), right=str(group))
            elif not {item.sort, group.sort} <= ORDERED:
                self.fault("no_order", node, found=str(item), sign="..")
        elif group.sort not in (Sort.LIST, Sort.ANY):
            self.fault("list_wanted", node.group, found=str(group))
        elif item.sort is Sort.LIST:
            self.fault("list_in_list", node.item)
        elif group.item is not None and not item.fits(group.item):
            self.fault("mixed_kinds", node, left=str(item), right=str(group.item))

    def call(self, node: Call, parts: list[Kind]) -> Kind:
        function = FUNCTIONS.get(node.function)
        if function is None:
            known = ", ".join(sorted(FUNCTIONS))
            return self.fault("unknown_function", node, name=node.function[:40], known=known)
        if not function.fewest <= len(parts) <= function.most:
            return self.fault("arguments", node, name=node.function, shape=function.shape)
        if node.function == "known" and not isinstance(node.arguments[0], Name):
            return self.fault("known_name", node)
        return function.kind(parts, lambda code, **params: self.fault(code, node, **params))
