"""A clock that jumps is noticed and recorded (T18)."""

from datetime import UTC, datetime, timedelta

import pytest

from cellpark.base.actor import Actor
from cellpark.ledger.actions.watch_clock import STREAM, watch_clock
from cellpark.ledger.clock_watch import ClockWatch
from cellpark.ledger.queries import events_of, typed
from tests.ledger.conftest import note

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ACTOR = Actor.system("t")


def looks(*readings):
    """Jumps in seconds for pairs of (wall seconds, steady seconds)."""
    watch = ClockWatch()
    jumps = [
        watch.look(wall=NOON + timedelta(seconds=wall), steady_s=steady, newest_record=None)
        for wall, steady in readings
    ]
    return [jump and jump.by.total_seconds() for jump in jumps]


def test_a_clock_that_runs_well_is_quiet():
    assert looks((0, 100), (1, 101), (2.5, 102), (3600, 3700)) == [None, None, None, None]


def test_a_jump_forward_and_one_back_are_seen():
    assert looks((0, 100), (61, 101), (62, 102), (3, 103)) == [None, 60.0, None, -60.0]


def test_two_seconds_are_allowed():
    assert looks((0, 100), (3, 101)) == [None, None]
    assert looks((0, 100), (3.001, 101)) == [None, 2.001]


def test_a_clock_behind_the_newest_record_is_seen_once():
    watch, newest = ClockWatch(), NOON + timedelta(hours=1)
    first = watch.look(wall=NOON, steady_s=0, newest_record=newest)
    assert (first.against, first.by) == ("newest_record", timedelta(hours=-1))
    assert watch.look(wall=NOON + timedelta(seconds=1), steady_s=1, newest_record=newest) is None


@pytest.mark.django_db
def test_T18_a_jump_is_an_event_in_the_clock_s_own_stream(everything, clock):
    watch = ClockWatch()
    assert watch_clock(watch=watch, actor=ACTOR, steady_s=100.0) is None
    clock.advance(timedelta(minutes=-10))
    assert watch_clock(watch=watch, actor=ACTOR, steady_s=101.0) is not None
    (event,) = events_of(STREAM)
    told = typed(event)
    assert (event.stream, told.by_ms, told.against) == ("system/clock", -601_000, "steady_clock")
    assert (told.clock_showed, told.expected) == (
        datetime(2026, 11, 22, 8, 50, tzinfo=UTC),
        datetime(2026, 11, 22, 9, 0, 1, tzinfo=UTC),
    )


@pytest.mark.django_db
def test_a_clock_set_back_while_the_service_was_stopped_is_an_event(everything, clock):
    note("lot/1", 1)
    clock.advance(timedelta(hours=-2))
    watch = ClockWatch()
    assert watch_clock(watch=watch, actor=ACTOR, steady_s=5.0) is not None
    assert watch_clock(watch=watch, actor=ACTOR, steady_s=5.0) is None
    (event,) = events_of(STREAM)
    assert typed(event).against == "newest_record"
