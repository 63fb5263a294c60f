"""Program values become canonical values in one way, and what has no exact form is refused."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from types import MappingProxyType
from uuid import UUID

import pytest

from cellpark.kernel.canonical import NotCanonical, encode
from cellpark.kernel.plain import plain


class Grade(StrEnum):
    B = "b"


class Level(IntEnum):
    TWO = 2


class Kind(Enum):
    PAIR = ("x", 1)


@dataclass(frozen=True, slots=True)
class Inner:
    amount: Decimal
    day: date


@dataclass(frozen=True)
class Outer:
    who: UUID
    inner: Inner
    grades: tuple[Grade, ...]


@dataclass(frozen=True, slots=True)
class WithField:
    plain: str


@dataclass
class Loose:
    a: int


def test_a_nested_frozen_dataclass_becomes_an_object_of_its_fields() -> None:
    value = Outer(UUID(int=7), Inner(Decimal("1.50"), date(2026, 11, 22)), (Grade.B,))
    assert plain(value) == {
        "who": "00000000-0000-0000-0000-000000000007",
        "inner": {"amount": "1.50", "day": "2026-11-22"},
        "grades": ["b"],
    }
    assert encode(plain(value)).startswith(b'{"grades":["b"],"inner":')


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        ("text", "text"),
        (WithField("a field may have this name"), {"plain": "a field may have this name"}),
        (Level.TWO, 2),
        (Kind.PAIR, ["x", 1]),
        (Decimal("1.5E+6"), "1.5E+6"),
        (Decimal("-0.00"), "0.00"),
        (MappingProxyType({"a": (1, 2)}), {"a": [1, 2]}),
        (datetime(2026, 11, 22, 1, 2, 3, 4, tzinfo=UTC), "2026-11-22T01:02:03.000004Z"),
        (datetime(2026, 11, 22, 9, 0, tzinfo=timezone(timedelta(hours=8))), "2026-11-22T01:00:00.000000Z"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00.000000Z"),
    ],
)
def test_each_kind_has_one_form(value: object, expected: object) -> None:
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)


@pytest.mark.parametrize(
    ("value", "path", "reason"),
    [
        (datetime(2026, 11, 22), "$", "naive_time"),  # noqa: DTZ001 -- the naive time is what is tested
        ([1.5], "$[0]", "float"),
        ({"a": {"b": {1, 2}}}, "$.a.b", "type"),
        (b"raw", "$", "type"),
        (Decimal("NaN"), "$", "not_finite"),
        (Decimal("Infinity"), "$", "not_finite"),
        (Decimal("1E+999999"), "$", "number_too_long"),
        (Loose(1), "$", "not_frozen"),
        (Inner, "$", "type"),
        (Inner(Decimal(1), datetime(2026, 1, 1)), "$.day", "naive_time"),  # noqa: DTZ001 -- as above
    ],
)
def test_what_is_not_exact_is_refused_with_its_place(value: object, path: str, reason: str) -> None:
    with pytest.raises(NotCanonical) as refused:
        plain(value)
    assert (refused.value.path, refused.value.reason) == (path, reason)


def test_a_value_that_contains_itself_is_refused() -> None:
    loop: list[object] = []
    loop.append(loop)
    with pytest.raises(NotCanonical) as refused:
        plain(loop)
    assert refused.value.reason == "too_deep"
