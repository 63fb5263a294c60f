"""From the tree back to text: one way of writing each tree, so that differences between versions stay small."""

from cellpark.kernel.expression.parser import AND, COMPARE, NOT, OR, PRODUCT, SIGN, SUM
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
)

LEAF = SIGN + 1


def format_expression(node: Node) -> str:
    """The text of a tree; reading it gives the same tree again. Brackets stand only where they are needed or help."""
    return _written(node)[0]


def _written(node: Node) -> tuple[str, int]:  # noqa: PLR0911 -- one case for each kind of node
    match node:
        case Logic(word=word, items=items):
            # An "and" within an "or" gets brackets that the grammar does not need: the reader does.
            return f" {word} ".join(_within(each, NOT) for each in items), OR if word == "or" else AND
        case Not(operand=operand):
            return f"not {_within(operand, NOT)}", NOT
        case Comparison(sign=sign, left=left, right=right):
            return f"{_within(left, SUM)} {sign} {_within(right, SUM)}", COMPARE
        case Membership(item=item, group=group, negated=negated):
            written = _range(group) if isinstance(group, Range) else _within(group, SUM)
            return f"{_within(item, SUM)} {'not in' if negated else 'in'} {written}", COMPARE
        case Chain(first=first, rest=rest):
            level = SUM if rest[0][0] in "+-" else PRODUCT
            tail = "".join(f" {sign} {_within(each, level + 1)}" for sign, each in rest)
            return _within(first, level + 1) + tail, level
        case Negative(operand=operand):
            return f"-{_within(operand, LEAF)}", SIGN
    return _leaf(node), LEAF


def _within(node: Node, level: int) -> str:
    text, own = _written(node)
    return text if own >= level else f"({text})"


def _leaf(node: Node) -> str:  # noqa: PLR0911 -- one case for each kind of leaf
    match node:
        case Number(unit=unit):
            return _number(node) if unit is None else f"{_number(node)} {unit}"
        case Text(value=value):
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return f'"{escaped}"'
        case Truth(value=truth):
            return "true" if truth else "false"
        case Day(value=moment) | Instant(value=moment):
            return moment.isoformat()
        case Name(name=name):
            return name
        case Listing(items=items):
            return f"[{', '.join(format_expression(each) for each in items)}]"
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(format_expression(each) for each in arguments)})"
        case Range():
            return _range(node)
    raise AssertionError(type(node).__name__)


def _number(node: Number) -> str:
    return str(node.value).replace("E+", "e").replace("E", "e")


def _range(node: Range) -> str:
    low = "" if node.low is None else _within(node.low, SUM)
    high = "" if node.high is None else _within(node.high, SUM)
    first, last = _literal(node.low), _literal(node.high)
    if first and last and first.unit is not None and first.unit == last.unit:
        low = low.removesuffix(f" {first.unit}")
    return f"{low}..{high}"


def _literal(node: Node | None) -> Number | None:
    inner = node.operand if isinstance(node, Negative) else node
    return inner if isinstance(inner, Number) else None
