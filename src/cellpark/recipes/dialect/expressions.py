"""Expressions within bullets: read once, kept in their one spelling, and checked against the names known by then."""

from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from cellpark.kernel.expression import format_expression, parse
from cellpark.kernel.expression.syntax import Node, Number
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity
from cellpark.recipes.dialect.bullet import Bullet, Value


class Read(NamedTuple):
    """The tree of an expression, its one spelling, and its amount when it is a bare quantity (nothing to check)."""

    root: Node
    text: str
    amount: Quantity | None


@lru_cache(maxsize=4096)
def _read(text: str) -> Read:
    root = parse(text).root
    amount = None
    if isinstance(root, Number):
        with suppress(Refused):  # an unknown unit is reported with its place by the check
            amount = Quantity(root.value, root.unit or "1")
    return Read(root, format_expression(root), amount)


def read_expression(bullet: Bullet, value: Value) -> Read | None:
    """The expression; None, with its problems noted, when it cannot be read."""
    try:
        return _read(value.text)
    except Refused as refused:
        for problem in refused.problems:
            bullet.faults.within(problem, bullet.line, value.column)
        return None
