"""Openings: work that must fit, that rests, that goes on; levels; what must stay open because more follows."""

import pytest

from cellpark.planning.simulation.distribution import constant
from cellpark.planning.simulation.model import Calendar, Need, Network, Opening, Operation, Resource, Work
from cellpark.planning.simulation.study import Study, simulate, trace
from tests.planning.simulation.networks import DAY, at_times

DAYS = Calendar(DAY, (Opening(8.0, 16.0, 2),))


def times(network: Network, what: str, name: str = "work") -> list[float]:
    lines = trace(network, Study(until=400.0, drain=True))
    return [each.time for each in lines if each.what == what and each.name == name]


def work(hours: float, mode: Work, *at: float, calendar: Calendar = DAYS, **more: object) -> Network:
    operation = Operation("work", constant(hours), (Need("person"),), mode, **more)
    return at_times(operation, times=at, resources=(Resource("person", 2, calendar),))


def test_work_that_must_fit_begins_when_it_will_be_done_before_closing() -> None:
    network = work(3.0, Work.MUST_FIT, 9.0, 13.0, 14.0, 20.0)
    assert times(network, "started") == [9.0, 13.0, 32.0, 32.0]


def test_work_that_rests_goes_on_in_the_morning_and_keeps_what_it_has() -> None:
    network = work(12.0, Work.PAUSES, 10.0, 11.0, 12.0)
    assert times(network, "started") == [10.0, 11.0, 38.0]
    assert times(network, "finished") == [38.0, 39.0, 82.0]


def test_work_that_goes_on_needs_people_at_its_beginning_alone() -> None:
    network = work(5.0, Work.RUNS_ON, 15.0, 17.0)
    assert times(network, "started") == [15.0, 32.0]
    assert times(network, "finished") == [20.0, 37.0]


def test_a_beginning_waits_until_what_follows_fits_too() -> None:
    assert times(work(1.0, Work.MUST_FIT, 9.0, 11.0, open_for=6.0), "started") == [9.0, 32.0]


def test_fewer_are_there_at_some_hours() -> None:
    shifts = Calendar(DAY, (Opening(8.0, 12.0, 1), Opening(12.0, 16.0, 2)))
    network = work(2.0, Work.MUST_FIT, 9.0, 9.5, 9.6, calendar=shifts)
    assert times(network, "started") == [9.0, 11.0, 12.0]


def test_openings_that_touch_are_one_stretch_also_over_midnight() -> None:
    nights = Calendar(DAY, (Opening(0.0, 4.0, 1), Opening(20.0, 24.0, 1)))
    assert times(work(7.0, Work.MUST_FIT, 1.0, 21.5, calendar=nights), "started") == [20.0, 44.0]


def test_what_fits_in_no_opening_begins_all_the_same_and_is_counted() -> None:
    seen = Operation("work", constant(3.0), (Need("person"),), choices=())
    network = at_times(seen, times=(9.0,), resources=(Resource("person", 2, DAYS),))
    assert simulate(network, Study(until=100.0, replications=2)).operations["work"].too_long.mean == 0.0


def test_times_waited_are_booked_under_their_reason() -> None:
    network = work(4.0, Work.MUST_FIT, 10.0, 10.0, 11.0, 17.0)
    used = simulate(network, Study(until=48.0, replications=2)).resources["person"]
    assert (used.busy.mean, used.closed.mean, used.down.mean) == (3.0, 15.0 + 18.0, 0.0)
    assert used.utilisation.mean == pytest.approx(4 * 4.0 / (2 * 8.0 * 2))
