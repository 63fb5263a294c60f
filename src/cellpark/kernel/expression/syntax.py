"""The tree of an expression. Nodes compare by what they say and not by where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from cellpark.kernel.expression.position import Span

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of an expression, with the place where it was read."""

    span: Span = field(default=NOWHERE, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Number(Node):
    """``1.5e6 cells/mL``: an exact decimal and a unit as written, or None."""

    value: Decimal
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Text(Node):
    """``"clean"``."""

    value: str


@dataclass(frozen=True, slots=True)
class Truth(Node):
    """``true`` or ``false``."""

    value: bool


@dataclass(frozen=True, slots=True)
class Day(Node):
    """``2026-11-22``."""

    value: date


@dataclass(frozen=True, slots=True)
class Instant(Node):
    """``2026-11-22T08:00+08:00``, always with its offset."""

    value: datetime


@dataclass(frozen=True, slots=True)
class Name(Node):
    """``vec.titre``: a datum that the caller supplies."""

    name: str


@dataclass(frozen=True, slots=True)
class Listing(Node):
    """``[a, b, c]``."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Range(Node):
    """``20..28 h``, both ends included; one end may be absent."""

    low: Node | None
    high: Node | None


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """``-x``."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Chain(Node):
    """``a + b - c`` or ``a * b / c``, worked off from the left; the signs of one chain bind equally."""

    first: Node
    rest: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """``a <= b``; the sign is one of ``== != < <= > >=``."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Membership(Node):
    """``a in b`` or ``a not in b``, where b is a range or a list."""

    item: Node
    group: Node
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Not(Node):
    """``not a``."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """``a and b and c`` or ``a or b or c``; the word is ``and`` or ``or``."""

    word: str
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Call(Node):
    """``round(x, 0.1 mL)``."""

    function: str
    arguments: tuple[Node, ...]


def children(node: Node) -> tuple[Node, ...]:
    """The parts of a node, from left to right."""
    match node:
        case Listing(items=items) | Logic(items=items) | Call(arguments=items):
            return items
        case Range(low=low, high=high):
            return tuple(each for each in (low, high) if each is not None)
        case Negative(operand=operand) | Not(operand=operand):
            return (operand,)
        case Chain(first=first, rest=rest):
            return (first, *(each for _, each in rest))
        case Comparison(left=left, right=right) | Membership(item=left, group=right):
            return (left, right)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, from left to right."""
    yield node
    for child in children(node):
        yield from walk(child)
