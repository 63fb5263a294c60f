"""From the values of the program to the few kinds that canonical bytes know."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from uuid import UUID

from cellpark.kernel.decimals import BadNumber, decimal_text
from cellpark.kernel.unfit import MAX_DEPTH, Unfit, key_step


def instant_text(at: datetime) -> str:
    """An aware instant in UTC with microseconds: ``2026-11-22T01:02:03.000004Z``. Raises ``ValueError`` when naive."""
    if at.utcoffset() is None:
        raise ValueError("naive_time")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def plain(value: object) -> object:
    """Turn a value into what ``canonical.encode`` accepts, or raise ``NotCanonical`` with the path.

    Decimal becomes its text (``decimals.decimal_text``), UUID and date theirs, an aware datetime UTC with ``Z`` and
    microseconds, Enum its value, tuple a list, a frozen dataclass an object of its fields, Quantity, Money and whatever
    else has a method ``plain()`` its own form. Naive datetimes, floats, sets, bytes and dataclasses that
    can change are refused.
    """
    try:
        return _plain(value, 0)
    except Unfit as unfit:
        raise unfit.located() from None


def _plain(value: object, depth: int) -> object:
    if depth > MAX_DEPTH:
        raise Unfit("too_deep")
    if value is None or type(value) in (str, int, bool):
        return value
    if isinstance(value, Enum):
        return _plain(value.value, depth + 1)
    for kind, convert in _SCALARS:
        if isinstance(value, kind):
            return convert(value)
    return _compound(value, depth)


def _compound(value: object, depth: int) -> object:
    if isinstance(value, (list, tuple)):
        return [_item(item, depth, f"[{index}]") for index, item in enumerate(value)]
    if isinstance(value, Mapping):
        return {key: _item(item, depth, key_step(key)) for key, item in value.items()}
    own = getattr(type(value), "plain", None)
    if callable(own):  # the class has a method of that name; a mere field called plain has none
        return own(value)
    if not is_dataclass(value) or isinstance(value, type):
        raise Unfit("float" if isinstance(value, float) else "type")
    if not value.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        raise Unfit("not_frozen")
    return {part.name: _item(getattr(value, part.name), depth, f".{part.name}") for part in fields(value)}


def _item(value: object, depth: int, step: str) -> object:
    try:
        return _plain(value, depth + 1)
    except Unfit as unfit:
        unfit.steps.append(step)
        raise


def _decimal(value: Decimal) -> str:
    try:
        return decimal_text(value)
    except BadNumber as bad:
        raise Unfit(bad.reason) from None


def _instant(value: datetime) -> str:
    try:
        return instant_text(value)
    except (ValueError, OverflowError):
        raise Unfit("naive_time") from None


# datetime stands before date, because every datetime is a date.
_SCALARS: tuple[tuple[type, Callable[..., str]], ...] = (
    (Decimal, _decimal),
    (UUID, str),
    (datetime, _instant),
    (date, date.isoformat),
)
