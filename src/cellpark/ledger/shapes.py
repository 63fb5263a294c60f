"""From an event's stored data back to its dataclass, by the annotations of its fields."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID


class NotThisShape(ValueError):  # noqa: N818 -- the name says what is wrong
    """Stored data does not fit the class that its type and version name."""


def build(shape: type, data: object) -> Any:
    """An instance of the dataclass ``shape`` from plain data; raise ``NotThisShape`` with the field's name."""
    if not isinstance(data, Mapping):
        raise NotThisShape(f"{shape.__name__} is an object")
    hints = _hints(shape)
    if set(data) != set(hints):
        differing = sorted(set(data) ^ set(hints))
        raise NotThisShape(f"{shape.__name__}: {', '.join(differing)}")
    try:
        return shape(**{name: _value(hint, data[name]) for name, hint in hints.items()})
    except (TypeError, ValueError, ArithmeticError) as error:
        raise NotThisShape(f"{shape.__name__}: {error}") from error


@cache
def _hints(shape: type) -> dict[str, Any]:
    hints = get_type_hints(shape)
    return {field.name: hints[field.name] for field in fields(shape)}


def _value(hint: Any, data: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _one_of(get_args(hint), data)
    if origin is tuple:
        return _tuple(get_args(hint), data)
    if origin in (dict, Mapping):
        return {key: _value(get_args(hint)[1], value) for key, value in data.items()}
    return _scalar(hint, data)


def _scalar(hint: Any, data: Any) -> Any:
    if hint in (str, int, bool, type(None)):
        if type(data) is not (type(None) if hint is type(None) else hint):
            raise NotThisShape(f"{data!r} is no {hint.__name__}")
        return data
    if hint is datetime:
        return datetime.fromisoformat(data)
    if hint is date:
        return date.fromisoformat(data)
    if hint in (UUID, Decimal) or (isinstance(hint, type) and issubclass(hint, Enum)):
        if hint in (UUID, Decimal) and not isinstance(data, str):
            raise NotThisShape(f"{data!r} is no {hint.__name__}")
        return hint(data)
    if hasattr(hint, "from_plain"):
        return hint.from_plain(data)
    if is_dataclass(hint) and isinstance(hint, type):
        return build(hint, data)
    raise NotThisShape(f"no reader for {hint!r}")


def _tuple(parts: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return tuple(_value(parts[0], item) for item in data)
    return tuple(_value(part, item) for part, item in zip(parts, data, strict=True))


def _one_of(choices: tuple[Any, ...], data: Any) -> Any:
    if data is None and type(None) in choices:
        return None
    for choice in choices:
        if choice is type(None):
            continue
        try:
            return _value(choice, data)
        except (NotThisShape, TypeError, ValueError, ArithmeticError):
            continue
    raise NotThisShape(f"{data!r} fits none of the choices")
