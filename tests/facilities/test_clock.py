"""The clock of an order: what counts, when it is due, which colour it has. Nothing here needs a database."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cellpark.facilities.house.calendar import Office, counted, reached
from cellpark.facilities.house.clock import Colour, Mark, Target, Turn, standing
from cellpark.facilities.house.terms import editions, read_terms, terms_on

OFFICE = Office(
    zone="Asia/Shanghai",
    opens=time(8, 30),
    closes=time(17, 30),
    weekdays=frozenset(range(5)),
    closed=frozenset({date(2026, 11, 25)}),
    closed_every_year=frozenset({(1, 1)}),
)
TARGET = Target(answer=timedelta(hours=4), mend=timedelta(hours=27), office=OFFICE)
ROUND = Target(answer=timedelta(minutes=15), mend=timedelta(hours=4))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """By the clock in Shanghai, of November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def marks(*said: tuple[Turn, datetime]) -> list[Mark]:
    return [Mark(turn, moment) for turn, moment in said]


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (at(23, 9), at(23, 12), 3),
        (at(23, 7), at(23, 9, 30), 1),  # before the office opens nothing counts
        (at(23, 16, 30), at(24, 9, 30), 2),  # over night
        (at(20, 16, 30), at(23, 9, 30), 2),  # over a week-end
        (at(24, 16, 30), at(26, 9, 30), 2),  # over a day on which the house is closed
        (at(21, 9), at(22, 9), 0),
        (at(23, 9), at(23, 9), 0),
    ],
)
def test_only_the_hours_of_the_office_count(start: datetime, end: datetime, hours: int) -> None:
    assert counted(start, end, OFFICE) == timedelta(hours=hours)


def test_round_the_clock_every_minute_counts() -> None:
    assert counted(at(21, 9), at(22, 9), None) == timedelta(days=1)


@given(
    start=st.integers(0, 525_600).map(lambda minute: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)),
    minutes=st.integers(0, 6000),
)
def test_what_is_reached_has_counted_exactly_so_much(start: datetime, minutes: int) -> None:
    """The two functions of the calendar are each other's reverse."""
    amount = timedelta(minutes=minutes)
    assert counted(start, reached(start, amount, OFFICE), OFFICE) == amount


def test_an_order_is_due_in_office_hours_from_its_report() -> None:
    found = standing(marks((Turn.REPORTED, at(20, 16, 30))), TARGET, at(20, 17))
    assert found.answer.due == at(23, 11, 30)
    assert found.mend.due == at(26, 16, 30)
    assert found.running is found.answer


def test_an_emergency_counts_on_sunday() -> None:
    found = standing(marks((Turn.REPORTED, at(22, 3))), ROUND, at(22, 3, 5))
    assert (found.answer.due, found.mend.due) == (at(22, 3, 15), at(22, 7))


def test_the_clock_stands_still_while_the_tenant_is_waited_for() -> None:
    told = [(Turn.REPORTED, at(23, 9)), (Turn.ANSWERED, at(23, 10)), (Turn.WAITING, at(23, 11))]
    found = standing(marks(*told), TARGET, at(24, 15))
    assert found.mend.due is None
    assert found.mend.spent == timedelta(hours=2)
    assert found.mend.colour(at(24, 15), 75) is Colour.PAUSED
    again = standing(marks(*told, (Turn.RESUMED, at(24, 9))), TARGET, at(24, 15))
    # 25 hours are left from Tuesday at nine: 8.5 then, none on Wednesday, 9 on Thursday, 7.5 on Friday
    assert again.mend.due == at(27, 16)


def test_an_answer_after_the_work_does_not_start_the_clock_again() -> None:
    """Work that was finished while the tenant was asked is finished."""
    told = [
        (Turn.REPORTED, at(22, 3)),
        (Turn.ANSWERED, at(22, 3, 5)),
        (Turn.WAITING, at(22, 4)),
        (Turn.DONE, at(22, 5)),
    ]
    found = standing(marks(*told, (Turn.RESUMED, at(22, 6))), ROUND, at(22, 20))
    assert (found.mend.spent, found.mend.runs, found.mend.kept) == (timedelta(hours=1), False, True)
    again = standing(marks(*told, (Turn.RESUMED, at(22, 6)), (Turn.REOPENED, at(22, 7))), ROUND, at(22, 8))
    assert (again.mend.spent, again.mend.due) == (timedelta(hours=2), at(22, 10))


def test_what_was_done_in_time_stays_green_and_what_was_late_stays_red() -> None:
    told = [(Turn.REPORTED, at(22, 3)), (Turn.ANSWERED, at(22, 3, 20))]
    in_time = standing(marks(*told, (Turn.DONE, at(22, 7))), ROUND, at(30, 0))
    late = standing(marks(*told, (Turn.DONE, at(22, 7, 1))), ROUND, at(30, 0))
    assert (in_time.answer.kept, in_time.mend.kept, late.mend.kept) == (False, True, False)
    assert in_time.mend.colour(at(30, 0), 75) is Colour.GREEN
    assert late.mend.colour(at(30, 0), 75) is Colour.RED


def test_an_order_that_is_opened_again_goes_on_from_where_it_stopped() -> None:
    told = [(Turn.REPORTED, at(22, 3)), (Turn.ANSWERED, at(22, 3, 5)), (Turn.DONE, at(22, 6))]
    found = standing(marks(*told, (Turn.REOPENED, at(22, 12))), ROUND, at(22, 12, 30))
    assert found.mend.kept is None
    assert found.mend.due == at(22, 13)


def test_what_was_declined_was_not_to_be_mended() -> None:
    found = standing(marks((Turn.REPORTED, at(22, 3)), (Turn.ENDED, at(22, 3, 5))), ROUND, at(22, 12))
    assert (found.answer.kept, found.mend.kept) == (True, None)


@pytest.mark.parametrize(
    ("moment", "colour"),
    [
        (at(22, 3, 11), Colour.GREEN),
        (at(22, 3, 12), Colour.AMBER),
        (at(22, 3, 15), Colour.AMBER),
        (at(22, 3, 16), Colour.RED),
    ],
)
def test_green_turns_amber_and_red(moment: datetime, colour: Colour) -> None:
    """Three quarters of a quarter of an hour are eleven minutes and a quarter."""
    found = standing(marks((Turn.REPORTED, at(22, 3))), ROUND, moment)
    assert found.answer.colour(moment, 75) is colour


def test_late_before_it_waits_is_red_and_says_since_when() -> None:
    told = [(Turn.REPORTED, at(22, 3)), (Turn.ANSWERED, at(22, 3, 5)), (Turn.WAITING, at(22, 9))]
    found = standing(marks(*told), ROUND, at(22, 12))
    assert found.mend.due == at(22, 7)
    assert found.mend.colour(at(22, 12), 75) is Colour.RED


def test_the_rules_of_the_house_are_dated_and_whole() -> None:
    assert [each.since for each in editions()] == sorted(each.since for each in editions())
    terms = terms_on(date(2026, 11, 22))
    assert {"power", "water", "air", "ln2", "lift", "it", "cleaning", "other"} == set(terms.kinds)
    assert set(terms.targets) == {"emergency", "urgent", "normal", "low"}
    assert terms.targets["emergency"].office is None
    assert terms.targets["normal"].office is not None
    assert set(terms.alarms) == {"critical", "major", "minor"}
    assert terms_on(date(1999, 1, 1)).since == editions()[0].since


def test_a_house_that_never_opens_is_no_house() -> None:
    from importlib.resources import files

    content = (files("cellpark.facilities") / "data" / "house-2026-01-01.yaml").read_bytes()
    with pytest.raises(ValueError, match="never opens"):
        read_terms(content.replace(b"weekdays: [0, 1, 2, 3, 4]", b"weekdays: []"))
