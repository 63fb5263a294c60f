"""Half-open intervals: the start belongs to it, the end does not, and no day is counted twice."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellpark.kernel.interval import Interval, gaps, merge
from cellpark.kernel.problem import Refused

FIRST = date(2026, 1, 1)
DAYS = 30


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def span(start: int, end: int | None = None) -> Interval[date]:
    return Interval(day(start), None if end is None else day(end))


@st.composite
def spans(draw: st.DrawFn) -> Interval[date]:
    start = draw(st.integers(0, DAYS - 1))
    return span(start, draw(st.none() | st.integers(start + 1, DAYS)))


def points(*intervals: Interval[date]) -> set[int]:
    """The days of the window that lie in one of the intervals: the slow definition that the functions must match."""
    return {number for number in range(DAYS + 5) if any(each.contains(day(number)) for each in intervals)}


def test_the_start_belongs_to_it_and_the_end_does_not() -> None:
    membership = span(0, 10)
    assert [membership.contains(day(number)) for number in (0, 9, 10)] == [True, True, False]
    assert span(0).contains(date.max)


def test_touching_is_not_overlapping() -> None:
    assert not span(0, 10).overlaps(span(10, 20))
    assert span(0, 11).overlaps(span(10))


@given(spans(), spans())
def test_intersection_holds_exactly_the_shared_days(one: Interval[date], other: Interval[date]) -> None:
    shared = one.intersect(other)
    assert points(*([shared] if shared else [])) == points(one) & points(other)
    assert one.overlaps(other) == other.overlaps(one) == (shared is not None)
    assert one.covers(other) == (shared == other)


@given(st.lists(spans(), max_size=8))
def test_merging_keeps_the_days_and_leaves_real_gaps_between(intervals: list[Interval[date]]) -> None:
    merged = merge(intervals)
    assert points(*merged) == points(*intervals)
    for before, after in pairwise(merged):
        assert before.end is not None
        assert before.end < after.start
    assert merge(reversed(intervals)) == merged


@given(st.lists(spans(), max_size=8), spans())
def test_gaps_are_what_the_intervals_leave_of_the_window(
    intervals: list[Interval[date]], window: Interval[date]
) -> None:
    assert points(*gaps(intervals, window)) == points(window) - points(*intervals)
    assert window.subtract(intervals) == gaps(intervals, window)


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (day(1), day(1), "interval.empty"),
        (day(2), day(1), "interval.empty"),
        (datetime(2026, 1, 1), None, "interval.naive"),  # noqa: DTZ001 -- the naive time is what is tested
        (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2), "interval.naive"),  # noqa: DTZ001 -- as above
        (datetime(2026, 1, 1, tzinfo=UTC), day(9), "interval.mixed"),
        (day(1), datetime(2026, 2, 1, tzinfo=UTC), "interval.mixed"),
    ],
)
def test_what_is_no_interval_is_refused(start: date, end: date | None, code: str) -> None:
    with pytest.raises(Refused) as refused:
        Interval(start, end)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_instants_work_across_time_zones() -> None:
    start = datetime(2026, 1, 1, 8, tzinfo=UTC)
    shift = Interval(start, start + timedelta(hours=8))
    assert shift.contains(datetime.fromisoformat("2026-01-01T16:00:00+08:00"))
