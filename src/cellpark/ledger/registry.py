"""Event types: a name, a version and a frozen dataclass each; what is written once can be read for ever."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, is_dataclass
from types import MappingProxyType
from typing import TypeVar

Shape = TypeVar("Shape")
NAME = re.compile(r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$")


@dataclass(frozen=True, slots=True)
class EventType:
    """How an event is named in the ledger, and the class that holds its data."""

    name: str
    version: int
    shape: type


_by_name: dict[tuple[str, int], EventType] = {}
_by_shape: dict[type, EventType] = {}


def event_type(name: str, *, version: int) -> Callable[[type[Shape]], type[Shape]]:
    """Register a frozen dataclass as an event type; a changed shape gets a new version, the old class stays."""
    assert NAME.match(name), f"an event type is named like app.thing.happened: {name}"
    assert version >= 1, "versions count from one"

    def register(shape: type[Shape]) -> type[Shape]:
        assert is_dataclass(shape), f"{name} must be a dataclass"
        assert shape.__dataclass_params__.frozen, f"{name} must be frozen"  # type: ignore[attr-defined]
        known = _by_name.get((name, version))
        assert known is None or known.shape.__qualname__ == shape.__qualname__, f"{name} v{version} registered twice"
        entry = EventType(name, version, shape)
        _by_name[name, version] = _by_shape[shape] = entry
        return shape

    return register


def type_of(event: object) -> EventType:
    """The registration of an event's class; an unregistered class is a bug."""
    entry = _by_shape.get(type(event))
    assert entry is not None, f"{type(event).__name__} is no registered event type"
    return entry


def find_type(name: str, version: int) -> EventType | None:
    """The registration by name, or None when this release does not know it."""
    return _by_name.get((name, version))


def event_types() -> Mapping[tuple[str, int], EventType]:
    """All registered types."""
    return MappingProxyType(_by_name)
