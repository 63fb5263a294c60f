"""Networks that contradict themselves are refused, with the names of what is in conflict."""

from dataclasses import replace

import pytest

from cellpark.kernel.problem import Problem, Refused
from cellpark.planning.simulation.distribution import (
    Distribution,
    Shape,
    constant,
    empirical,
    exponential,
    lognormal_p90,
    triangular,
)
from cellpark.planning.simulation.model import (
    Calendar,
    Choice,
    Faults,
    Lag,
    Need,
    Network,
    Opening,
    Operation,
    Resource,
    Rounds,
    Source,
    Work,
)
from cellpark.planning.simulation.rules import network_problems
from cellpark.planning.simulation.study import Study, simulate
from tests.planning.simulation.networks import DAY, small_plant

CLOSED = Calendar(DAY, ())
SHORT = Calendar(DAY, (Opening(8.0, 12.0, 1),))
BASE = Network(
    (Resource("suite"),),
    (Operation("make", constant(5.0), (Need("suite"),)),),
    (Source("patient", "make", exponential(9.0)),),
)


def make(**change: object) -> Network:
    return replace(BASE, operations=(replace(BASE.operations[0], **change),))


def suite(**change: object) -> Network:
    return replace(BASE, resources=(replace(BASE.resources[0], **change),))


def source(**change: object) -> Network:
    return replace(BASE, sources=(replace(BASE.sources[0], **change),))


CASES = {
    "none": [replace(BASE, operations=()), replace(BASE, sources=()), replace(BASE, ends=())],
    "twice": [replace(BASE, resources=BASE.resources * 2), replace(BASE, ends=("make",))],
    "unknown": [
        make(needs=(Need("nothing"),)),
        make(needs=(Need("suite", until="nothing"),)),
        make(then="nowhere"),
        make(choices=(Choice("nowhere", 0.1),)),
        make(choices=(Choice("done", when="nothing"),)),
        make(lags=(Lag("nothing"),)),
        source(first="nothing"),
        suite(faults=Faults(exponential(1.0), exponential(1.0), flag="nothing")),
    ],
    "capacity": [suite(capacity=0), suite(capacity=-3)],
    "calendar": [
        suite(calendar=CLOSED),
        suite(calendar=Calendar(DAY, (Opening(9.0, 8.0, 1),))),
        suite(calendar=Calendar(DAY, (Opening(8.0, 30.0, 1),))),
        suite(calendar=Calendar(DAY, (Opening(8.0, 16.0, 5),))),
    ],
    "faults": [suite(faults=Faults(constant(0.0), exponential(1.0)))],
    "need": [make(needs=(Need("suite", 2),)), make(needs=(Need("suite", clearance=-1.0),))],
    "never_fits": [
        suite(calendar=SHORT),
        replace(make(mode=Work.RUNS_ON, open_for=5.0), resources=suite(calendar=SHORT).resources),
    ],
    "chances": [
        make(choices=(Choice("done", 0.7), Choice("done", 0.4))),
        make(choices=(Choice("done", -0.1),)),
        make(choices=(Choice("done", 0.1, at_most=1),)),
    ],
    "lag": [make(lags=(Lag("make", 5.0, 3.0),)), make(lags=(Lag("make", -1.0),))],
    "rounds": [
        replace(BASE, operations=(replace(BASE.operations[0], rounds=Rounds("test", constant(2.0))), Operation("test")))
    ],
    "branches": [
        make(branches=("make",)),
        replace(
            BASE, operations=(Operation("make", branches=("a",), meet="b"), Operation("a", then="done"), Operation("b"))
        ),
    ],
    "source": [
        source(between=None),
        source(times=(3.0, 2.0)),
        source(times=(-1.0,), between=None),
        source(between=constant(0.0)),
    ],
    "endless": [make(then="make")],
    "too_many": [replace(BASE, flags=tuple(map(str, range(61))))],
}


@pytest.mark.parametrize(("code", "network"), [(code, each) for code, cases in CASES.items() for each in cases])
def test_a_network_in_conflict_with_itself_is_refused(code: str, network: Network) -> None:
    assert {each.code for each in network_problems(network)} == {f"simulation.network.{code}"}
    with pytest.raises(Refused):
        simulate(network, Study(until=1.0))


def test_a_sound_network_has_no_problems() -> None:
    assert network_problems(BASE) == []
    assert network_problems(small_plant()) == []


def test_a_refusal_names_what_is_in_conflict() -> None:
    assert network_problems(suite(calendar=SHORT)) == [
        Problem("simulation.network.never_fits", {"operation": "make", "resource": "suite"})
    ]


@pytest.mark.parametrize(
    "made",
    [
        lambda: exponential(0.0),
        lambda: constant(-1.0),
        lambda: constant(float("nan")),
        lambda: triangular(3.0, 2.0, 4.0),
        lambda: lognormal_p90(5.0, 4.0),
        lambda: empirical(()),
        lambda: empirical((1.0,), (0.0,)),
        lambda: Distribution(Shape.GAMMA, 1.0, 0.0),
    ],
)
def test_a_distribution_that_means_nothing_is_refused(made: object) -> None:
    with pytest.raises(Refused) as refused:
        made()  # type: ignore[operator]
    assert refused.value.problems[0].code == "simulation.distribution"
