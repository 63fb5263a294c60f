"""Identifiers that sort by time, and the clock that is passed in."""

from datetime import UTC, datetime, timedelta

from cellpark.kernel.clock import FixedClock, SystemClock
from cellpark.kernel.identifier import time_ordered_id

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_an_identifier_carries_its_milliseconds_version_and_variant() -> None:
    """RFC 9562, section 5.7."""
    made = time_ordered_id(AT)
    assert made.int >> 80 == int(AT.timestamp() * 1000)
    assert made.version == 7
    assert (made.int >> 62) & 0b11 == 0b10


def test_later_identifiers_sort_later_and_never_repeat() -> None:
    earlier = [time_ordered_id(AT) for _ in range(1000)]
    assert len(set(earlier)) == 1000
    assert max(earlier) < time_ordered_id(AT + timedelta(milliseconds=1))


def test_what_is_made_within_a_millisecond_sorts_in_its_order() -> None:
    """RFC 9562, section 6.2: whoever reads rows by their ids reads them as they came."""
    made = [time_ordered_id(AT) for _ in range(10_000)]
    assert made == sorted(made)
    assert len({each.int & 0xFFFFFFFF for each in made}) > 9_900
    assert {(each.version, (each.int >> 62) & 0b11) for each in made} == {(7, 0b10)}


def test_a_fixed_clock_stands_until_it_is_moved() -> None:
    clock = FixedClock(AT)
    clock.advance(timedelta(hours=-1))
    assert clock.now() == datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    assert SystemClock().now().tzinfo is UTC
