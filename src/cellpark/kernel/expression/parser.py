"""From words to the tree, by precedence climbing: a few stack frames for each level of nesting, and a limit on levels.

The grammar stands in ``docs/expression-language.md``. Every refusal names line and column and says what was expected.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from cellpark.kernel.decimals import BadNumber, parse_decimal
from cellpark.kernel.expression.lexer import Token, tokens
from cellpark.kernel.expression.limits import MAX_DEPTH, MAX_ITEMS, MAX_WRITTEN_EXPONENT
from cellpark.kernel.expression.position import Span, refused_at
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

OR, AND, NOT, COMPARE, SUM, PRODUCT, SIGN = range(1, 8)
_ESCAPE = re.compile(r"\\(.)")
COMPARISONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">="})
LEVELS: Final = {
    "or": OR,
    "and": AND,
    "in": COMPARE,
    "not": COMPARE,
    **dict.fromkeys(COMPARISONS, COMPARE),
    "+": SUM,
    "-": SUM,
    "*": PRODUCT,
    "/": PRODUCT,
}


@dataclass(frozen=True, slots=True)
class Expression:
    """A text that was read, and its tree."""

    text: str
    root: Node


def parse(text: str) -> Expression:
    """Read an expression; raises ``Refused`` with one problem ``expression.*``, which carries line and column."""
    reader = _Reader(text, tokens(text))
    root = reader.expression(OR)
    if reader.next.kind != "end":
        raise reader.unexpected("operator")
    _refuse_tall(text, root)
    return Expression(text, root)


def _refuse_tall(text: str, root: Node) -> None:
    # "((a * 1 + 1) * 1 + 1) ..." grows two nodes for each bracket: what walks the tree later must not run out of stack.
    waiting = [(root, 1)]
    while waiting:
        node, height = waiting.pop()
        if height > MAX_DEPTH:
            raise refused_at("too_deep", text, node.span, limit=MAX_DEPTH)
        waiting += [(child, height + 1) for child in children(node)]


@dataclass(slots=True)
class _Reader:
    text: str
    words: list[Token]
    at: int = 0
    depth: int = field(default=0)

    @property
    def next(self) -> Token:
        return self.words[self.at]

    def take(self) -> Token:
        word = self.words[self.at]
        self.at += 1
        return word

    def sees(self, *signs: str) -> bool:
        return self.next.kind == "sign" and self.next.text in signs

    def expect(self, sign: str) -> Token:
        if not self.sees(sign):
            raise self.unexpected(sign)
        return self.take()

    def unexpected(self, wanted: str) -> Exception:
        if self.next.kind == "end":
            return refused_at("ends_early", self.text, self.next.span)
        found = self.next.text[:40]
        if wanted in ("value", "operator"):
            return refused_at(f"{wanted}_wanted", self.text, self.next.span, found=found)
        return refused_at("sign_wanted", self.text, self.next.span, found=found, wanted=wanted)

    def expression(self, level: int) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise refused_at("too_deep", self.text, self.next.span, limit=MAX_DEPTH)
        left = self.prefix(level)
        while self.next.kind == "sign" and LEVELS.get(self.next.text, 0) >= level:
            left = self.infix(left, LEVELS[self.next.text])
        self.depth -= 1
        return left

    def prefix(self, level: int) -> Node:
        word = self.next
        if self.sees("not") and level <= NOT:
            self.take()
            operand = self.expression(NOT)
            return Not(operand, span=Span(word.span.start, operand.span.end))
        if self.sees("-"):
            self.take()
            operand = self.expression(SIGN)
            return Negative(operand, span=Span(word.span.start, operand.span.end))
        if self.sees("("):
            self.take()
            inner = self.expression(OR)
            close = self.expect(")")
            return replace(inner, span=Span(word.span.start, close.span.end))
        if self.sees("["):
            self.take()
            items, end = self.items("]")
            return Listing(items, span=Span(word.span.start, end))
        return self.leaf()

    def leaf(self) -> Node:
        word = self.next
        if self.sees("true", "false"):
            return Truth(self.take().text == "true", span=word.span)
        if word.kind not in ("number", "name", "text", "day", "instant"):
            raise self.unexpected("value")
        self.take()
        match word.kind:
            case "number":
                return self.number(word)
            case "text":
                return Text(_ESCAPE.sub(r"\1", word.text[1:-1]), span=word.span)
            case "name":
                return self.call(word) if self.sees("(") else Name(word.text, span=word.span)
        return self.moment(word)

    def number(self, word: Token) -> Number:
        try:
            value = parse_decimal(word.text)
        except BadNumber:
            value = None
        if value is None or abs(value.adjusted()) > MAX_WRITTEN_EXPONENT:
            raise refused_at("number_too_long", self.text, word.span, found=word.text[:40])
        if self.next.kind != "unit":
            return Number(value, span=word.span)
        unit = self.take()
        return Number(value, unit.text, span=Span(word.span.start, unit.span.end))

    def moment(self, word: Token) -> Node:
        try:
            if word.kind == "day":
                return Day(date.fromisoformat(word.text), span=word.span)
            instant = datetime.fromisoformat(word.text)
        except ValueError:
            raise refused_at("no_such_date", self.text, word.span, found=word.text) from None
        if instant.tzinfo is None:
            raise refused_at("no_offset", self.text, word.span, found=word.text)
        return Instant(instant, span=word.span)

    def call(self, word: Token) -> Call:
        self.take()
        arguments, end = self.items(")")
        return Call(word.text, arguments, span=Span(word.span.start, end))

    def items(self, close: str) -> tuple[tuple[Node, ...], int]:
        found: list[Node] = []
        while not self.sees(close):
            if found:
                self.expect(",")
            found.append(self.expression(OR))
            if len(found) > MAX_ITEMS:
                raise refused_at("too_many_items", self.text, found[-1].span, limit=MAX_ITEMS)
        return tuple(found), self.take().span.end

    def infix(self, left: Node, level: int) -> Node:
        if level in (OR, AND):
            return self.logic(left, level)
        if level in (SUM, PRODUCT):
            return self.chain(left, level)
        return self.comparison(left)

    def logic(self, left: Node, level: int) -> Logic:
        word = self.next.text
        items = [left]
        while self.sees(word):
            self.take()
            items.append(self.expression(level + 1))
        return Logic(word, tuple(items), span=Span(left.span.start, items[-1].span.end))

    def chain(self, left: Node, level: int) -> Chain:
        rest: list[tuple[str, Node]] = []
        while self.next.kind == "sign" and LEVELS.get(self.next.text) == level:
            sign = self.take().text
            rest.append((sign, self.expression(level + 1)))
        return Chain(left, tuple(rest), span=Span(left.span.start, rest[-1][1].span.end))

    def comparison(self, left: Node) -> Node:
        sign = self.take()
        node: Node
        if sign.text in COMPARISONS:
            right = self.expression(SUM)
            node = Comparison(sign.text, left, right, span=Span(left.span.start, right.span.end))
        else:
            if sign.text == "not":
                self.expect("in")
            group = self.group()
            negated = sign.text == "not"
            node = Membership(left, group, negated, span=Span(left.span.start, group.span.end))
        if self.next.kind == "sign" and LEVELS.get(self.next.text) == COMPARE:
            raise refused_at("chained", self.text, self.next.span, found=self.next.text)
        if self.sees(".."):
            raise refused_at("range_alone", self.text, self.next.span)
        return node

    def group(self) -> Node:
        start = self.next.span.start
        low = None if self.sees("..") else self.expression(SUM)
        if low is not None and not self.sees(".."):
            return low
        dots = self.take()
        high = self.expression(SUM) if self.starts_value() else None
        if low is None and high is None:
            raise refused_at("range_open", self.text, dots.span)
        end = dots.span.end if high is None else high.span.end
        return Range(_with_unit_of(low, high), high, span=Span(start, end))

    def starts_value(self) -> bool:
        return self.next.kind not in ("end", "sign", "unit") or self.sees("-", "(", "[", "true", "false")


def _with_unit_of(low: Node | None, high: Node | None) -> Node | None:
    # "20..28 h" means 20 h..28 h: the unit is written once, as on paper.
    unit = high.operand if isinstance(high, Negative) else high
    if not isinstance(unit, Number) or unit.unit is None:
        return low
    if isinstance(low, Negative) and isinstance(low.operand, Number) and low.operand.unit is None:
        return replace(low, operand=replace(low.operand, unit=unit.unit))
    if isinstance(low, Number) and low.unit is None:
        return replace(low, unit=unit.unit)
    return low
