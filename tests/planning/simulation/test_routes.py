"""Ways through a network: rounds, choices, what is kept, lags, branches, faults; nothing is lost on the way."""

from dataclasses import replace

import pytest

from cellpark.planning.simulation.distribution import constant, empirical, exponential, uniform
from cellpark.planning.simulation.model import (
    At,
    Choice,
    Faults,
    Interrupted,
    Lag,
    Need,
    Network,
    Operation,
    Resource,
    Rounds,
    Source,
)
from cellpark.planning.simulation.study import Study, simulate, trace
from tests.planning.simulation.networks import at_times, small_plant

ONE = Study(until=1_000.0, drain=True, replications=2)


def happened(network: Network, what: str = "started") -> list[tuple[float, int, str | None]]:
    return [(each.time, each.entity, each.name) for each in trace(network, ONE) if each.what == what]


def test_a_loop_goes_as_many_rounds_as_were_drawn() -> None:
    network = at_times(
        Operation(
            "feed", constant(1.0), rounds=Rounds("feed", constant(4.0)), lags=(Lag("feed", 24.0, counts_from=At.START),)
        ),
        Operation("harvest"),
    )
    assert happened(network) == [
        (0.0, 0, "feed"),
        (24.0, 0, "feed"),
        (48.0, 0, "feed"),
        (72.0, 0, "feed"),
        (73.0, 0, "harvest"),
    ]


def test_a_choice_is_open_so_many_times_and_then_goes_elsewhere() -> None:
    again = Choice("make", 1.0, at_most=2, otherwise="lost", flag="again")
    network = at_times(Operation("make", constant(5.0), choices=(again,)), ends=("done", "lost"), flags=("again",))
    assert len(happened(network)) == 3
    assert happened(network, "ended") == [(15.0, 0, "lost")]
    patients = simulate(network, ONE).patients["patient"]
    assert (patients.ends["lost"].mean, patients.ends["done"].mean, patients.flags["again"].mean) == (1.0, 0.0, 1.0)


def test_choices_are_taken_as_often_as_their_chance_says() -> None:
    network = Network(
        (),
        (
            Operation("make", choices=(Choice("lost", 0.1), Choice("second", 0.3))),
            Operation("first", then="done"),
            Operation("second"),
        ),
        (Source("patient", "make", exponential(0.1)),),
        ends=("done", "lost"),
    )
    report = simulate(network, Study(until=500.0, replications=24, confidence=0.999))
    lost, second = report.patients["patient"].ends["lost"], report.operations["second"].started
    assert abs(lost.mean - 0.1) <= lost.half_width
    assert abs(second.mean - 5_000 * 0.3) <= second.half_width + 5


def test_what_is_kept_is_given_back_at_the_named_end_and_by_whoever_is_lost() -> None:
    keeps = Operation("seed", constant(1.0), (Need("reactor", until="harvest"),), choices=(Choice("lost", when="bad"),))
    network = at_times(
        keeps,
        Operation("grow", constant(10.0)),
        Operation("harvest", constant(1.0)),
        Operation("test", constant(5.0)),
        times=(0.0, 0.0),
        resources=(Resource("reactor"),),
        ends=("done", "lost"),
        flags=("bad",),
    )
    assert [each for each in happened(network) if each[2] == "seed"] == [(0.0, 0, "seed"), (12.0, 1, "seed")]
    lost = replace(keeps, choices=(Choice("lost", 1.0),))
    network = replace(network, operations=(lost, *network.operations[1:]))
    assert [each for each in happened(network) if each[2] == "seed"] == [(0.0, 0, "seed"), (1.0, 1, "seed")]


def test_a_suite_is_cleared_before_the_next_may_have_it() -> None:
    network = at_times(
        Operation("make", constant(3.0), (Need("suite", clearance=2.0),)),
        times=(0.0, 0.0, 1.0),
        resources=(Resource("suite"),),
    )
    assert [each[0] for each in happened(network)] == [0.0, 5.0, 10.0]


def test_a_hold_that_was_too_long_is_counted_and_seen_on_the_patient() -> None:
    late = Lag("wash", most=2.0, flag="hold")
    network = at_times(
        Operation("wash", constant(1.0)),
        Operation("fill", constant(3.0), (Need("line"),), lags=(late,)),
        times=(0.0, 0.0),
        resources=(Resource("line"),),
        flags=("hold",),
    )
    report = simulate(network, ONE)
    assert (report.operations["fill"].breached.mean, report.patients["patient"].flags["hold"].mean) == (0.5, 0.5)
    ends = replace(
        network, operations=(network.operations[0], replace(network.operations[1], lags=(replace(late, to=At.END),)))
    )
    assert simulate(ends, ONE).operations["fill"].breached.mean == 1.0


def test_branches_go_at_the_same_time_and_meet() -> None:
    network = at_times(
        Operation("sample", constant(1.0), branches=("short", "long"), meet="review"),
        Operation("short", constant(2.0), then="review"),
        Operation("long", constant(9.0), then="review"),
        Operation("review", constant(1.0)),
    )
    assert happened(network) == [(0.0, 0, "sample"), (1.0, 0, "short"), (1.0, 0, "long"), (10.0, 0, "review")]
    assert happened(network, "ended") == [(11.0, 0, "done")]


@pytest.mark.parametrize(
    ("then", "ends"), [(Interrupted.RESUMES, 15.0), (Interrupted.RESTARTS, 22.0), (Interrupted.SPOILS, 7.0)]
)
def test_a_fault_puts_work_off_or_spoils_it(then: Interrupted, ends: float) -> None:
    faults = Faults(constant(7.0), constant(5.0), then, "spoilt")
    more = {"flags": ("spoilt",)}
    network = at_times(
        Operation("run", constant(10.0), (Need("device"),)), resources=(Resource("device", faults=faults),), **more
    )
    if then is Interrupted.RESTARTS:
        network = replace(
            network,
            operations=(replace(network.operations[0], work=constant(6.0)),),
            sources=(Source("patient", "run", times=(4.0,)),),
        )
        ends = 18.0
    assert happened(network, "ended") == [(ends, 0, "done")]
    spoilt = simulate(network, ONE).patients["patient"].flags["spoilt"].mean
    assert spoilt == (1.0 if then is Interrupted.SPOILS else 0.0)


def test_a_device_that_is_down_is_waited_for_and_counted() -> None:
    faults = Faults(constant(7.0), constant(5.0))
    network = at_times(
        Operation("run", constant(2.0), (Need("device"),)), times=(8.0,), resources=(Resource("device", faults=faults),)
    )
    assert [each[0] for each in happened(network)] == [12.0]
    used = simulate(network, Study(until=24.0, replications=1)).resources["device"]
    assert (used.down.mean, used.faults.mean) == (4.0, 2.0)
    assert used.repair.mean == pytest.approx(10.0 / 24.0)


def test_the_urgent_go_first_and_the_late_are_counted() -> None:
    network = Network(
        (Resource("suite"),),
        (Operation("make", constant(4.0), (Need("suite"),)),),
        (
            Source("other", "make", times=(0.0, 1.0), rank=constant(2.0), due=constant(6.0)),
            Source("urgent", "make", times=(2.0,), rank=constant(0.0), due=constant(6.0)),
        ),
    )
    lines = [(each.time, each.source) for each in trace(network, ONE) if each.what == "started"]
    assert lines == [(0.0, "other"), (4.0, "urgent"), (8.0, "other")]
    other = simulate(network, ONE).patients["other"]
    assert (other.late.mean, other.lateness.mean, other.time.mean) == (0.5, 5.0, 7.5)


def test_costs_add_up() -> None:
    network = at_times(
        Operation("make", cost=1_000.0, rounds=Rounds("make", constant(3.0))), Operation("test", cost=50.0)
    )
    assert simulate(network, ONE).patients["patient"].cost.mean == 3_050.0


def test_nobody_is_lost_on_the_way() -> None:
    """Those who came are those who ended and those inside; each operation that began has ended or goes on."""
    report = simulate(small_plant(), Study(until=6_000.0, replications=6, seed=3))
    patients = report.patients["patient"]
    assert patients.arrived.mean == pytest.approx(patients.ended.mean + report.inside.mean)
    assert sum(each.mean for each in patients.ends.values()) == pytest.approx(1.0)
    drained = simulate(small_plant(), Study(until=6_000.0, replications=6, seed=3, drain=True))
    assert drained.inside.mean == 0.0
    assert drained.patients["patient"].ended.mean == drained.patients["patient"].arrived.mean


def test_more_of_something_changes_no_number_that_was_drawn() -> None:
    """Common random numbers: the work of a patient's operation is the same in a plant with more suites."""
    plant = small_plant()
    richer = replace(
        plant,
        resources=tuple(
            replace(each, capacity=each.capacity + 2) if each.name == "suite" else each for each in plant.resources
        ),
    )
    (worked, begun), (worked_richer, begun_richer) = _worked(plant), _worked(richer)
    both = worked.keys() & worked_richer.keys()
    assert len(both) > 80
    assert all(worked[key] == pytest.approx(worked_richer[key]) for key in both)
    assert any(begun[key] != begun_richer[key] for key in both)


def _worked(network: Network) -> tuple[dict[int, float], dict[int, float]]:
    started: dict[int, float] = {}
    found: dict[int, float] = {}
    for each in trace(network, Study(until=4_000.0)):
        if each.name == "receive" and each.what == "started":
            started.setdefault(each.entity, each.time)
        if each.name == "receive" and each.what == "finished":
            found.setdefault(each.entity, each.time - started[each.entity])
    return found, started


def test_distributions_have_their_means() -> None:
    for work in (uniform(1.0, 3.0), empirical((1.0, 2.0, 9.0), (3.0, 2.0, 1.0))):
        network = Network((), (Operation("stay", work),), (Source("patient", "stay", exponential(0.05)),))
        time = simulate(network, Study(until=500.0, replications=24, confidence=0.999)).patients["patient"].time
        assert abs(time.mean - work.mean) <= time.half_width < 0.05 * work.mean
