"""The rules alone: values in, problems out."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cellpark.booking.calendar import Hours, Timeline, Week, instant, periods, wall
from cellpark.booking.nearest import nearest_slot
from cellpark.booking.rules import Facts, booking_problems, hold_of, quotas_of, terms_problems
from cellpark.booking.terms import Closed, Quota, Terms, Window

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # a Monday, 09:00 in Shanghai
TERMS = Terms(min_minutes=30, max_minutes=240, advance_days=14, cancel_minutes=60)
FACTS = Facts(now=NOW)


def at(hour: float, day: int = 23) -> datetime:
    """An instant by the clock of Shanghai in November 2026."""
    shown = datetime(2026, 11, day, tzinfo=ZoneInfo("Asia/Shanghai"))
    return (shown + timedelta(hours=hour)).astimezone(UTC)


def codes(start: datetime, end: datetime, terms: Terms = TERMS, **facts: Any) -> list[str]:
    found = booking_problems(start=start, end=end, terms=terms, facts=replace(FACTS, **facts))
    return [each.code for each in found]


def test_what_keeps_the_rules_has_no_problem() -> None:
    assert codes(at(10), at(11)) == []


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (at(10) + timedelta(minutes=2), at(11), "booking.time.step"),
        (at(11), at(10), "booking.time.order"),
        (at(8), at(10), "booking.time.past"),
        (at(10), at(10.25), "booking.length.short"),
        (at(10), at(15), "booking.length.long"),
        (at(10, 8) + timedelta(days=30), at(11, 8) + timedelta(days=30), "booking.advance"),
    ],
)
def test_each_rule_of_time_refuses(start: datetime, end: datetime, code: str) -> None:
    assert codes(start, end) == [code]


def test_a_window_is_a_weekday_and_two_hours() -> None:
    """eLabFTW #5112: weekdays from 10 to 15 o'clock."""
    weekdays = replace(TERMS, windows=tuple(Window(day, 600, 900) for day in range(5)))
    assert codes(at(10), at(14), weekdays) == []
    assert codes(at(14), at(15.5), weekdays) == ["booking.window"]
    assert codes(at(10, 28), at(11, 28), weekdays) == ["booking.window"]  # a Saturday


def test_windows_that_meet_at_midnight_are_one_night_also_from_sunday_to_monday() -> None:
    nights = replace(TERMS, windows=(Window(6, 1320, 1440), Window(0, 0, 360)), max_minutes=600)
    assert codes(at(22, 29), at(29.9, 29).replace(minute=55), nights) == []
    assert codes(at(22, 29), at(30, 29), nights) == []
    assert codes(at(22, 29), at(30.5, 29), nights) == ["booking.window"]


def test_a_closed_day_refuses_whatever_touches_it() -> None:
    """eLabFTW #4934."""
    closed = replace(TERMS, closed=(Closed(date(2026, 11, 24), date(2026, 11, 25)),))
    assert codes(at(22), at(25), closed) == ["booking.day.closed"]
    assert codes(at(22), at(24), closed) == []


def test_quotas_count_hours_of_the_week_and_of_the_month_and_may_depend_on_the_stage() -> None:
    """eLabFTW #4687; section 1 of the order: quota by company and stage."""
    terms = replace(TERMS, quotas=(Quota("week", 4), Quota("week", 8, "nursery"), Quota("month", 10)))
    three = Hours([(at(9, 24), at(12, 24))])
    assert codes(at(10), at(11), terms, own=three) == []
    assert codes(at(10), at(12), terms, own=three) == ["booking.quota.week"]
    assert codes(at(10), at(12), terms, own=three, stage="nursery") == []
    assert codes(at(10), at(12), terms, own=Hours([(at(9, 3), at(18, 3))])) == ["booking.quota.month"]
    assert [each.hours for each in quotas_of(terms, "nursery")] == [8, 10]


def test_hours_of_two_devices_at_once_count_twice_and_a_booking_over_midnight_is_split_between_weeks() -> None:
    both = Hours([(at(9), at(11)), (at(10), at(12))])
    assert both.within(at(0), at(24)) == timedelta(hours=4)
    assert both.within(at(10), at(11)) == timedelta(hours=2)
    weeks = list(periods("week", at(23, 29), at(26, 29), ZoneInfo("Asia/Shanghai")))
    assert [each[0] for each in weeks] == [date(2026, 11, 23), date(2026, 11, 30)]


def test_training_stage_and_open_bookings_are_asked_of_the_company_and_its_person() -> None:
    terms = replace(TERMS, training=("DEV-CF",), stages=("growth",), open_max=2)
    assert codes(at(10), at(11), terms, coming=2) == ["booking.stage", "booking.training", "booking.open_max"]
    assert codes(at(10), at(11), terms, stage="growth", qualifications=frozenset({"DEV-CF"}), coming=1) == []


def test_who_did_not_come_too_often_books_less_far_ahead() -> None:
    terms = replace(TERMS, no_show_limit=3, no_show_advance_days=2)
    assert codes(at(10, 26), at(11, 26), terms, no_shows=2) == []
    assert codes(at(10, 26), at(11, 26), terms, no_shows=3) == ["booking.advance.no_show"]
    assert codes(at(10, 25), at(11, 25), terms, no_shows=3) == []


def test_cleaning_before_and_after_keeps_others_out() -> None:
    terms = replace(TERMS, after_minutes=30)
    held = Timeline([hold_of(at(10), at(11), terms)])
    assert codes(at(11), at(12), terms, held=held) == ["booking.taken"]  # to 11:30, as the sentence says
    assert codes(at(11.5), at(12), terms, held=held) == []
    assert codes(at(9.5), at(10), terms, held=held) == ["booking.taken.cleaning"]
    assert codes(at(10.5), at(12), terms, held=held) == ["booking.taken"]


def test_the_owner_is_bound_by_what_is_taken_alone() -> None:
    """eLabFTW #6561: the owner is not locked out of its own rules."""
    strict = replace(TERMS, windows=(Window(5, 0, 60),), training=("X",))
    assert codes(at(10), at(20), strict, owner=True) == []
    held = Timeline([(at(11), at(12))])
    assert codes(at(10), at(20), strict, owner=True, held=held) == ["booking.taken"]


def test_a_change_after_the_limit_may_stretch_and_not_shrink() -> None:
    running = (at(9.5), at(11))
    assert codes(at(9.5), at(12), old=running) == []
    assert codes(at(9.5), at(10.5), old=running) == ["booking.change.late"]
    assert codes(at(12), at(13), old=(at(11), at(12))) == []  # more than an hour before, it may go anywhere


def test_windows_are_read_off_the_wall_where_clocks_change() -> None:
    """Berlin puts its clocks back on 25 October 2026: from 1 to 4 o'clock are four hours, and open all the time."""
    zone = "Europe/Berlin"
    terms = Terms(zone=zone, windows=(Window(6, 60, 240),), max_minutes=240)
    start = instant(datetime.combine(date(2026, 10, 25), time(1)), ZoneInfo(zone))
    facts = Facts(now=start - timedelta(days=1))
    assert booking_problems(start=start, end=start + timedelta(hours=4), terms=terms, facts=facts) == []
    assert [
        each.code for each in booking_problems(start=start, end=start + timedelta(hours=5), terms=terms, facts=facts)
    ] == ["booking.length.long", "booking.window"]


def test_the_hour_that_comes_twice_is_shut_twice() -> None:
    """From 2:10 to 2:05 by the clock are 55 minutes when it is put back, and nobody is open then."""
    zone = ZoneInfo("Europe/Berlin")
    start = datetime(2026, 10, 25, 2, 10, tzinfo=zone).astimezone(UTC)
    end = datetime(2026, 10, 25, 2, 5, tzinfo=zone, fold=1).astimezone(UTC)
    assert end - start == timedelta(minutes=55)
    for window, found in (
        (Window(6, 480, 1080), ["booking.window"]),
        (Window(6, 60, 180), []),
        (Window(6, 60, 150), None),
    ):
        terms = Terms(zone="Europe/Berlin", windows=(window,), min_minutes=15, max_minutes=240)
        said = booking_problems(start=start, end=end, terms=terms, facts=Facts(now=start - timedelta(days=1)))
        assert [each.code for each in said] == (["booking.window"] if found is None else found)


def test_a_refused_time_gets_the_nearest_one_that_would_work() -> None:
    held = Timeline([(at(9), at(12)), (at(12.5), at(18))])
    wanted = {"start": at(10), "end": at(11), "terms": TERMS, "facts": replace(FACTS, held=held)}
    assert nearest_slot(**wanted) == (at(18), at(19))
    assert nearest_slot(**{**wanted, "end": at(10.5)}) == (at(12), at(12.5))
    assert nearest_slot(**{**wanted, "terms": replace(TERMS, training=("X",))}) is None
    office = replace(TERMS, windows=tuple(Window(day, 540, 1080) for day in range(5)))
    assert nearest_slot(**{**wanted, "terms": office}) == (at(9, 24), at(10, 24))


def test_rules_that_contradict_themselves_are_refused() -> None:
    bad = Terms(
        min_minutes=60,
        max_minutes=30,
        windows=(Window(7, 0, 60),),
        quotas=(Quota("year", 1),),
        closed=(Closed(date(2026, 1, 2), date(2026, 1, 1)),),
        before_minutes=7,
        advance_days=9999,
    )
    assert [each.code for each in terms_problems(bad)] == [
        "booking.terms.length",
        "booking.terms.window",
        "booking.terms.quota",
        "booking.terms.closed",
        "booking.terms.buffer",
        "booking.terms.range",
    ]


def test_rules_come_back_from_json_as_they_went_in() -> None:
    terms = replace(
        TERMS,
        windows=(Window(0, 480, 1080),),
        closed=(Closed(date(2026, 10, 1), date(2026, 10, 8)),),
        quotas=(Quota("week", 10, "nursery"),),
        training=("BSL2",),
    )
    assert Terms.from_json(terms.as_json()) == terms


_MINUTES = some.integers(0, 24 * 60)
_SPANS = some.lists(some.tuples(_MINUTES, some.integers(1, 300)), max_size=8)


def _spans(found: list[tuple[int, int]]) -> list[tuple[datetime, datetime]]:
    return [(NOW + timedelta(minutes=start), NOW + timedelta(minutes=start + length)) for start, length in found]


@given(_SPANS, _MINUTES, some.integers(1, 300))
def test_bisection_finds_what_a_walk_over_all_spans_finds(
    taken: list[tuple[int, int]], start: int, length: int
) -> None:
    spans = _spans(taken)
    wanted = _spans([(start, length)])[0]
    clash = any(each[0] < wanted[1] and wanted[0] < each[1] for each in spans)
    assert (Timeline(spans).first_overlap(*wanted) is not None) == clash
    shared = [min(each[1], wanted[1]) - max(each[0], wanted[0]) for each in spans]
    assert Hours(spans).within(*wanted) == sum((each for each in shared if each > timedelta()), timedelta())


@given(
    some.lists(some.tuples(some.integers(0, 6), some.integers(0, 23), some.integers(1, 24)), min_size=1, max_size=6),
    some.integers(0, 7 * 24 * 4),
    some.integers(1, 96),
)
def test_opening_hours_agree_with_a_count_of_quarters(
    written: list[tuple[int, int, int]], start: int, quarters: int
) -> None:
    windows = [Window(day, hour * 60, until * 60) for day, hour, until in written if until > hour]
    if not windows:
        return
    open_quarters = {day.weekday * 96 + each for day in windows for each in range(day.start // 15, day.end // 15)}
    monday = datetime.combine(date(2026, 11, 23), time())
    begins = monday + timedelta(minutes=15 * start)
    expected = all((start + each) % (7 * 96) in open_quarters for each in range(quarters))
    assert Week(windows).covers(begins, begins + timedelta(minutes=15 * quarters)) == expected


@given(some.integers(0, 2 * 365 * 24))
def test_a_wall_clock_and_its_instant_agree(hours: int) -> None:
    moment = NOW + timedelta(hours=hours)
    zone = ZoneInfo("Asia/Shanghai")
    assert instant(wall(moment, zone), zone) == moment
