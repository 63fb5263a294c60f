"""A slow second interpreter of the tree, written plainly, against which the compiled functions are compared.

It shares the tree and nothing else: its own unit factors, its own arithmetic through a local decimal context, Kleene's
tables written out. Unknown is None. Where it finds no answer it raises ``Failure``.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DecimalException,
    InvalidOperation,
    Overflow,
    Underflow,
    localcontext,
)
from typing import Any

from cellpark.kernel.expression import syntax as s

FACTORS = {None: "1", "h": "3600", "min": "60", "s": "1", "d": "86400", "%": "0.01", "delta_degC": "1", "degC": "1"}
CONTEXT = Context(prec=34, rounding=ROUND_HALF_EVEN, Emax=700, Emin=-700, traps=[InvalidOperation, Overflow, Underflow])


class Failure(Exception):  # noqa: N818 -- an answer, not an error
    """The reference found no answer either."""


def reference(node: s.Node, data: Mapping[str, Any]) -> Any:
    """The base value of ``node``; ``data`` holds base values."""
    with localcontext(CONTEXT):
        try:
            return _value(node, data)
        except (DecimalException, OverflowError, ZeroDivisionError):
            raise Failure from None


def _value(node: s.Node, data: Mapping[str, Any]) -> Any:  # noqa: PLR0911
    match node:
        case s.Number(value=value, unit=unit):
            offset = Decimal("273.15") if unit == "degC" else 0
            return value * Decimal(FACTORS[unit]) + offset
        case s.Negative(operand=s.Number(value=value, unit="degC")):
            return Decimal("273.15") - value
        case s.Text(value=v) | s.Truth(value=v) | s.Day(value=v) | s.Instant(value=v):
            return v
        case s.Name(name=name):
            return data[name]
        case s.Listing(items=items):
            return [_value(item, data) for item in items]
        case s.Negative(operand=operand):
            value = _value(operand, data)
            return None if value is None else 0 - value
        case s.Chain(first=first, rest=rest):
            total = _value(first, data)
            for sign, part in rest:
                total = _apply(sign, total, _value(part, data))
            return total
        case s.Call(function=function, arguments=arguments):
            return _call(function, arguments, data)
    return _truth(node, data)


def _truth(node: s.Node, data: Mapping[str, Any]) -> bool | None:
    match node:
        case s.Not(operand=operand):
            return {True: False, False: True, None: None}[_value(operand, data)]
        case s.Logic(word=word, items=items):
            stop = word == "or"
            seen = []
            for item in items:
                seen.append(_value(item, data))
                if seen[-1] is stop:
                    return stop
            return None if None in seen else not stop
        case s.Comparison(sign=sign, left=left, right=right):
            return _compare(sign, _value(left, data), _value(right, data))
        case s.Membership(item=item, group=s.Range(low=low, high=high), negated=negated):
            value = _value(item, data)
            above = True if low is None else _compare(">=", value, _value(low, data))
            below = True if high is None else _compare("<=", value, _value(high, data))
            inside = False if above is False or below is False else None if None in (above, below) else True
        case s.Membership(item=item, group=group, negated=negated):
            value, items_ = _value(item, data), _value(group, data)
            equal = None if items_ is None else [_compare("==", value, each) for each in items_]
            inside = None if equal is None else True if True in equal else None if None in equal else False
        case _:
            raise AssertionError(node)
    return inside if inside is None else inside != negated


def _compare(sign: str, left: Any, right: Any) -> bool | None:
    if left is None or right is None:
        return None
    return {
        "==": lambda: left == right,
        "!=": lambda: left != right,
        "<": lambda: left < right,
        "<=": lambda: left <= right,
        ">": lambda: left > right,
        ">=": lambda: left >= right,
    }[sign]()


def _apply(sign: str, left: Any, right: Any) -> Any:
    if left is None or right is None:
        return None
    if isinstance(left, date) and isinstance(right, date):
        gap = left - right
        return Decimal(gap.days * 86400 + gap.seconds) + Decimal(gap.microseconds) / 1_000_000
    if isinstance(left, date):
        return _move(left, right if sign == "+" else 0 - right)
    if sign == "/" and right == 0:
        raise Failure
    return {"+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right, "/": lambda: left / right}[
        sign
    ]()


def _move(moment: date, seconds: Decimal) -> date:
    if isinstance(moment, datetime):
        return moment + timedelta(microseconds=int((seconds * 1_000_000).to_integral_value()))
    if seconds % 86400:
        raise Failure
    return moment + timedelta(days=int(seconds // 86400))


def _call(function: str, arguments: tuple[s.Node, ...], data: Mapping[str, Any]) -> Any:
    if function == "choose":
        condition = _value(arguments[0], data)
        return None if condition is None else _value(arguments[1 if condition else 2], data)
    values = [_value(each, data) for each in arguments]
    if function == "known":
        return values[0] is not None
    if function in ("min", "max") and isinstance(values[0], list):
        values = values[0]
        if not values:
            raise Failure
    if None in values:
        return None
    if function in ("any", "all"):
        decisive = function == "any"
        return decisive if decisive in values[0] else None if None in values[0] else not decisive
    return _number_call(function, values)


def _number_call(function: str, values: list[Any]) -> Any:  # noqa: PLR0911
    match function:
        case "min":
            return min(values)
        case "max":
            return max(values)
        case "abs":
            return values[0] if values[0] >= 0 else 0 - values[0]
        case "count":
            return Decimal(len(values[0]))
        case "days_between":
            return Decimal((values[1] - values[0]).days * 86400)
        case "sum":
            total = Decimal(0)
            for each in values[0]:
                if each is None:
                    return None
                total += each
            return total
        case "round":
            step = values[1] if len(values) == 2 else Decimal(1)
            if step <= 0:
                raise Failure
            return (values[0] / step).to_integral_value(rounding=ROUND_HALF_EVEN) * step
    raise AssertionError(function)
