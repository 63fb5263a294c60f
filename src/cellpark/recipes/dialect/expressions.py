"""Expressions within bullets: read once, kept in their one spelling, and checked against the names known by then."""

import re
from contextlib import suppress
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from cellpark.kernel.expression import format_expression, names_of, parse
from cellpark.kernel.expression.position import Span
from cellpark.kernel.expression.syntax import Node, Number
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity
from cellpark.recipes.dialect.bullet import Bullet, Value

_PLAIN = re.compile(r"([0-9]{1,20}(?:\.[0-9]{1,10})?) ([A-Za-z%][A-Za-z0-9_/%]*)")


class Read(NamedTuple):
    """The tree of an expression, its one spelling, its amount when it is a bare quantity, and its names."""

    root: Node
    text: str
    amount: Quantity | None
    names: tuple[str, ...]


@lru_cache(maxsize=4096)
def read_text(text: str) -> Read:
    """An expression without its place; raises ``Refused`` as ``parse`` does."""
    plain = _plain(text)
    if plain is not None:
        return plain
    parsed = parse(text)
    root = parsed.root
    amount = None
    if isinstance(root, Number):
        with suppress(Refused):  # an unknown unit is reported with its place by the check
            amount = Quantity(root.value, root.unit or "1")
    return Read(root, format_expression(root), amount, names_of(parsed))


def _plain(text: str) -> Read | None:
    """``200 mL``, the most frequent expression by far, without the whole language; None for everything else."""
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    root = Number(Decimal(match[1]), match[2], span=Span(0, len(text)))
    try:
        return Read(root, format_expression(root), Quantity(root.value, match[2]), ())
    except Refused:
        return None


def read_expression(bullet: Bullet, value: Value) -> Read | None:
    """The expression; None, with its problems noted, when it cannot be read."""
    try:
        return read_text(value.text)
    except Refused as refused:
        for problem in refused.problems:
            bullet.faults.within(problem, bullet.line, value.column)
        return None
