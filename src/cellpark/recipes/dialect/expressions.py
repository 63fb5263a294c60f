"""Expressions within bullets: read once, kept in their one spelling, and checked against the names known by then."""

from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from cellpark.kernel.expression import format_expression, names_of, parse
from cellpark.kernel.expression.syntax import Node, Number
from cellpark.kernel.problem import Refused
from cellpark.kernel.quantity import Quantity
from cellpark.recipes.dialect.bullet import Bullet, Value


class Read(NamedTuple):
    """The tree of an expression, its one spelling, its amount when it is a bare quantity, and its names."""

    root: Node
    text: str
    amount: Quantity | None
    names: tuple[str, ...]


@lru_cache(maxsize=4096)
def read_text(text: str) -> Read:
    """An expression without its place; raises ``Refused`` as ``parse`` does."""
    parsed = parse(text)
    root = parsed.root
    amount = None
    if isinstance(root, Number):
        with suppress(Refused):  # an unknown unit is reported with its place by the check
            amount = Quantity(root.value, root.unit or "1")
    return Read(root, format_expression(root), amount, names_of(parsed))


def read_expression(bullet: Bullet, value: Value) -> Read | None:
    """The expression; None, with its problems noted, when it cannot be read."""
    try:
        return read_text(value.text)
    except Refused as refused:
        for problem in refused.problems:
            bullet.faults.within(problem, bullet.line, value.column)
        return None
