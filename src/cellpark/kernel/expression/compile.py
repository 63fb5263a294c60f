"""From the typed tree to nested Python functions: no source text is made and nothing is ever passed to ``eval``.

A compiled part takes the list of base values of one evaluation. With a ``watch`` every part is wrapped so that it
reports its value, which gives the tree of reasons; the meaning is the same because the code is the same.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from cellpark.kernel.expression.arithmetic import code_of
from cellpark.kernel.expression.check import Typed
from cellpark.kernel.expression.functions import FUNCTIONS, Env, Run
from cellpark.kernel.expression.position import refused_at
from cellpark.kernel.expression.sums import step
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
from cellpark.kernel.expression.values import base_value

Watch = Callable[[Typed, Run], Run]
SIGNS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compile_typed(typed: Typed, slots: Mapping[str, int], text: str, watch: Watch | None = None) -> Run:
    """The function of a typed tree; ``slots`` says where in the list of values each name stands."""

    def part(child: Typed) -> Run:
        return compile_typed(child, slots, text, watch)

    run = _build(typed, slots, text, part)
    return run if watch is None or isinstance(typed.node, Range) else watch(typed, run)


def constant(typed: Typed) -> Any:
    """The base value of a literal or of a list of literals, or None for anything else."""
    match typed.node:
        case Number(value=value):
            return base_value(value, typed.kind.unit)
        case Negative(operand=Number(value=value)):
            return base_value(value.copy_negate(), typed.kind.unit)
        case Text(value=found) | Truth(value=found) | Day(value=found) | Instant(value=found):
            return found
        case Listing():
            items = [constant(each) for each in typed.parts]
            return None if None in items else items
    return None


def _build(  # noqa: PLR0911 -- one case for each kind of node
    typed: Typed, slots: Mapping[str, int], text: str, part: Callable[[Typed], Run]
) -> Run:
    node = typed.node
    fixed = constant(typed)
    if fixed is not None:
        return lambda _env: fixed
    match node:
        case Name(name=name):
            return operator.itemgetter(slots[name])
        case Membership(group=Range(), negated=negated):
            return _in_range(part(typed.parts[0]), typed.parts[1], part, negated)
    runs = [part(each) for each in typed.parts]
    match node:
        case Chain(rest=rest):
            return _guarded(_chain(typed, [sign for sign, _ in rest], runs), text, node)
        case Call(function=function):
            kinds = [each.kind for each in typed.parts]
            return _guarded(FUNCTIONS[function].build(kinds, runs), text, node)
        case Comparison(sign=sign):
            return _comparison(SIGNS[sign], runs[0], runs[1], constant(typed.parts[1]))
    return _truth(node, runs)


def _truth(node: Node, runs: Sequence[Run]) -> Run:
    match node:
        case Logic(word="and"):
            return _and(runs)
        case Logic():
            return _or(runs)
        case Not():
            return _not(runs[0])
        case Membership(negated=negated):
            return _in_list(runs[0], runs[1], negated)
        case Negative():
            return _negative(runs[0])
        case Listing():
            return lambda env: [run(env) for run in runs]
    raise AssertionError(type(node).__name__)


def _guarded(run: Run, text: str, node: Node) -> Run:
    def guarded(env: Env) -> Any:
        try:
            return run(env)
        except ArithmeticError as error:
            raise refused_at(code_of(error), text, node.span) from None

    return guarded


def _negative(inner: Run) -> Run:
    def run(env: Env) -> Any:
        value = inner(env)
        return None if value is None else value.copy_negate() if value else value

    return run


def _chain(typed: Typed, signs: Sequence[str], runs: Sequence[Run]) -> Run:
    kind = typed.parts[0].kind
    steps = []
    for sign, run, right in zip(signs, runs[1:], typed.parts[1:], strict=True):
        meaning = step(sign, kind, right.kind)
        steps.append((meaning.run, run))
        kind = meaning.kind
    first = runs[0]

    def chain(env: Env) -> Any:
        total = first(env)
        for act, run in steps:
            value = run(env)
            total = None if total is None or value is None else act(total, value)
        return total

    return chain


def _comparison(act: Callable[[Any, Any], bool], left: Run, right: Run, limit: Any) -> Run:
    def against_limit(env: Env) -> bool | None:
        value = left(env)
        return None if value is None else act(value, limit)

    def against_part(env: Env) -> bool | None:
        one, other = left(env), right(env)
        return None if one is None or other is None else act(one, other)

    return against_part if limit is None else against_limit


def _in_range(item: Run, bounds: Typed, part: Callable[[Typed], Run], negated: bool) -> Run:
    node = bounds.node
    assert isinstance(node, Range)
    runs = [part(each) for each in bounds.parts]
    low = runs[0] if node.low is not None else None
    high = runs[-1] if node.high is not None else None
    limits = [constant(each) for each in bounds.parts]
    if low is not None and high is not None and None not in limits:
        return _between(item, limits[0], limits[1], negated)

    def run(env: Env) -> bool | None:
        value = item(env)
        least = low(env) if low is not None else None
        most = high(env) if high is not None else None
        if value is None:
            return None
        if (least is not None and value < least) or (most is not None and value > most):
            return negated
        unknown = (low is not None and least is None) or (high is not None and most is None)
        return None if unknown else not negated

    return run


def _between(item: Run, least: Any, most: Any, negated: bool) -> Run:
    def run(env: Env) -> bool | None:
        value = item(env)
        return None if value is None else (least <= value <= most) is not negated

    return run


def _in_list(item: Run, group: Run, negated: bool) -> Run:
    def run(env: Env) -> bool | None:
        value, items = item(env), group(env)
        if items is None or (value is None and items):
            return None
        if value in items:
            return not negated
        return None if None in items else negated

    return run


def _and(runs: Sequence[Run]) -> Run:
    def run(env: Env) -> bool | None:
        result: bool | None = True
        for each in runs:
            value = each(env)
            if value is False:
                return False
            if value is None:
                result = None
        return result

    return run


def _or(runs: Sequence[Run]) -> Run:
    def run(env: Env) -> bool | None:
        result: bool | None = False
        for each in runs:
            value = each(env)
            if value is True:
                return True
            if value is None:
                result = None
        return result

    return run


def _not(inner: Run) -> Run:
    def run(env: Env) -> bool | None:
        value = inner(env)
        return None if value is None else not value

    return run
