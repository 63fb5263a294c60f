"""A simulation that begins with the plant as it is: what goes on goes on, and nothing drawn ahead is known."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from django.utils import translation
from scipy import stats

from cellpark.base.messages import sentence
from cellpark.kernel.problem import Refused
from cellpark.planning.promising import Chance, Scenarios, chances
from cellpark.planning.simulation.arrays import Run
from cellpark.planning.simulation.distribution import (
    Distribution,
    constant,
    empirical,
    exponential,
    gamma,
    lognormal,
    longer_than,
    triangular,
    uniform,
    weibull,
)
from cellpark.planning.simulation.engine.records import EVENTS
from cellpark.planning.simulation.model import (
    At,
    Calendar,
    Choice,
    Faults,
    Interrupted,
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
from cellpark.planning.simulation.present import Clearing, Coming, Doing, Inside, Kept, Passed, Present, Repairing
from cellpark.planning.simulation.replication import Replicator
from cellpark.planning.simulation.snapshot import patient_name, snapshot
from cellpark.planning.simulation.study import Study, simulate, trace
from tests.planning.simulation.networks import at_times, small_plant

ALONE = Scenarios(count=1, workers=1)


def inside(patient: str, operation: str, since: float | None = None, **more: object) -> Inside:
    return Inside(patient, "patient", 0.0, (Doing(operation, since),), **more)  # type: ignore[arg-type]


def ends(network: Network, present: Present, *patients: str, count: int = 1) -> list[Chance]:
    return list(chances(network, replace(present, further=False), patients, replace(ALONE, count=count)))


def test_work_that_goes_on_ends_when_its_rest_is_done_and_who_waits_follows() -> None:
    network = at_times(
        Operation("make", constant(10.0), (Need("suite", clearance=2.0),)), resources=(Resource("suite"),)
    )
    present = Present(100.0, (inside("P1", "make", 96.0), inside("P2", "make")), (Coming("P3", "patient", 101.0),))
    assert [each.times for each in ends(network, present, "P1", "P2", "P3")] == [(106.0,), (118.0,), (130.0,)]


def test_what_should_have_ended_ends_now() -> None:
    network = at_times(Operation("make", constant(10.0)))
    assert ends(network, Present(100.0, (inside("P1", "make", 80.0),)), "P1")[0].times == (100.0,)


def test_who_is_first_in_the_published_order_is_served_first() -> None:
    network = at_times(Operation("make", constant(10.0), (Need("suite"),)), resources=(Resource("suite"),))
    listed = Present(50.0, (inside("P1", "make", 45.0), inside("P2", "make"), inside("P3", "make")))
    assert [each.times for each in ends(network, listed, "P2", "P3")] == [(65.0,), (75.0,)]
    assert [each.times for each in ends(network, listed.ranked(("P3", "P2")), "P2", "P3")] == [(75.0,), (65.0,)]
    assert [each.rank for each in listed.ranked(("P3",)).inside] == [1, 1, 0]


def test_what_is_kept_is_kept_and_what_is_cleared_is_free_afterwards() -> None:
    network = at_times(
        Operation("seed", constant(1.0), (Need("reactor", until="harvest", clearance=3.0),)),
        Operation("grow", constant(10.0)),
        Operation("harvest", constant(1.0)),
        resources=(Resource("reactor", 2),),
    )
    grows = inside("P1", "grow", 96.0, keeps=(Kept("reactor", "harvest"),))
    present = Present(100.0, (grows, inside("P2", "seed")), clearing=(Clearing("reactor", 1, 101.0),))
    assert [each.times for each in ends(network, present, "P1", "P2")] == [(107.0,), (113.0,)]
    full = replace(present, clearing=(Clearing("reactor", 1, 200.0),))
    assert ends(network, full, "P2")[0].times == (122.0,), "107 and 3 for clearance, then 12"


def test_least_lags_rounds_and_branches_go_on() -> None:
    network = at_times(
        Operation(
            "feed", constant(1.0), rounds=Rounds("feed", constant(4.0)), lags=(Lag("feed", 24.0, counts_from=At.START),)
        ),
        Operation("sample", branches=("short", "long"), meet="review"),
        Operation("short", constant(2.0), then="review"),
        Operation("long", constant(9.0), then="review"),
        Operation("review", constant(1.0)),
    )
    fed = inside("P1", "feed", passed=(Passed("feed", At.START, 90.0),), rounds={"feed": 2})
    tested = Inside("P2", "patient", 0.0, (Doing("long", 99.0),), meet="review")
    both = Inside("P3", "patient", 0.0, (Doing("short", 99.0), Doing("long", 95.0)), meet="review")
    found = ends(network, Present(100.0, (fed, tested, both)), "P1", "P2", "P3")
    # rounds three and four begin at 114 and 138
    assert [each.times for each in found] == [(149.0,), (109.0,), (105.0,)]


@pytest.mark.parametrize(("then", "end"), [(Interrupted.RESUMES, 113.0), (Interrupted.RESTARTS, 115.0)])
def test_a_repair_goes_on_and_puts_off_whoever_has_the_device(then: Interrupted, end: float) -> None:
    faults = Faults(constant(1e6), constant(8.0), then)
    network = at_times(
        Operation("run", constant(10.0), (Need("device"),)), resources=(Resource("device", faults=faults),)
    )
    # broken since 97 and repaired at 105; two of ten hours are done
    works = Inside("P1", "patient", 0.0, (Doing("run", 95.0, worked=2.0),))
    present = Present(100.0, (works,), repairing=(Repairing("device", 97.0, "P1"),))
    assert ends(network, present, "P1")[0].times == (end,)
    idle = Present(100.0, (inside("P1", "run"),), repairing=(Repairing("device", 97.0),))
    assert ends(network, idle, "P1")[0].times == (115.0,)


def test_work_that_pauses_counts_the_time_in_which_somebody_was_there() -> None:
    days = Calendar(24.0, (Opening(8.0, 16.0, 1),))
    network = at_times(
        Operation("review", constant(10.0), (Need("qa"),), mode=Work.PAUSES), resources=(Resource("qa", 1, days),)
    )
    # four hours on the first day, two so far on the second: four more
    assert ends(network, Present(34.0, (inside("P1", "review", 12.0),)), "P1")[0].times == (38.0,)


DISTRIBUTIONS = [
    (uniform(4.0, 10.0), stats.uniform(4, 6)),
    (exponential(8.0), stats.expon(scale=8)),
    (gamma(3.0, 2.0), stats.gamma(3, scale=2)),
    (lognormal(6.0, 0.5), stats.lognorm(0.5, scale=6)),
    (triangular(3.0, 5.0, 12.0), stats.triang(2 / 9, 3, 9)),
    (weibull(1.7, 7.0), stats.weibull_min(1.7, scale=7)),
]


@pytest.mark.parametrize(("work", "known"), DISTRIBUTIONS, ids=lambda each: getattr(each, "shape", ""))
@pytest.mark.parametrize("done", [2.0, 6.0, 7.5])
def test_the_rest_is_what_is_left_of_the_distribution(work: Distribution, known: object, done: float) -> None:
    """Kolmogorov and Smirnov against the distribution on condition that it is longer than what is done."""
    network = at_times(Operation("make", work))
    found = ends(network, Present(100.0, (inside("P1", "make", 100.0 - done),)), "P1", count=2_000)[0]
    below = known.cdf(done)  # type: ignore[attr-defined]

    def share(times: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> object:
        return (known.cdf(times - 100 + done) - below) / (1 - below)  # type: ignore[attr-defined]

    assert stats.kstest(found.times, share).pvalue > 0.001


def test_rounds_that_are_left_are_those_of_batches_with_as_many() -> None:
    rounds = empirical((3.0, 4.0, 5.0, 7.0), (2.0, 4.0, 3.0, 1.0))
    network = at_times(Operation("feed", constant(1.0), rounds=Rounds("feed", rounds)))
    fed = inside("P1", "feed", 100.0, rounds={"feed": 3})
    found = ends(network, Present(100.0, (fed,)), "P1", count=2_000)[0]
    counted = [found.times.count(time) for time in (101.0, 102.0, 104.0)]
    assert sum(counted) == 2_000
    assert stats.chisquare(counted, [1_000, 750, 250]).pvalue > 0.001
    many = inside("P1", "feed", 100.0, rounds={"feed": 9})
    assert ends(network, Present(100.0, (many,)), "P1")[0].times == (101.0,), "more than ever: this is the last"


def test_shares_of_what_is_longer() -> None:
    assert longer_than(constant(5.0), 4.9) == (0.0, 1.0)
    assert longer_than(constant(5.0), 5.0) == longer_than(uniform(2.0, 2.0), 3.0) == (1.0, 1.0)
    assert longer_than(uniform(2.0, 4.0), 1.0) == longer_than(triangular(2.0, 3.0, 4.0), 1.0) == (0.0, 1.0)
    assert longer_than(triangular(2.0, 2.0, 4.0), 3.0) == (0.75, 1.0)
    assert longer_than(triangular(2.0, 4.0, 4.0), 4.0) == (1.0, 1.0)
    assert longer_than(lognormal(2.0, 0.0), 1.0) == (0.0, 1.0)
    assert longer_than(exponential(2.0), 2.0) == (0.0, math.exp(-1))


def fixed(network: Network) -> Network:
    """The small plant without chance: every time is its mean, nobody fails, patients come at odd times."""

    def mean(each: Operation) -> Operation:
        rounds = None if each.rounds is None else replace(each.rounds, count=constant(4.0))
        return replace(each, work=constant(each.work.mean), choices=(), rounds=rounds)

    times = tuple(20.0 * number + (number * 7919 % 97) / 7.3 for number in range(60))
    return replace(
        network,
        resources=tuple(replace(each, faults=None) for each in network.resources),
        operations=tuple(mean(each) for each in network.operations),
        sources=(Source("patient", "receive", times=times),),
    )


@pytest.mark.parametrize("now", [37.7, 223.3, 391.9, 555.5, 700.1, 803.3])
def test_a_plant_without_chance_goes_on_as_if_nobody_had_looked(now: float) -> None:
    network = fixed(small_plant())
    study = Study(until=3_000.0, replications=1, drain=True)
    known = {each.entity: each.time for each in trace(network, study) if each.what == "ended"}
    present = snapshot(network, Run(3_000.0), 0, now)
    assert len(present.inside) > 1
    found = chances(network, present, tuple(each.patient for each in present.inside), ALONE)
    expected = {patient_name("patient", entity): time for entity, time in known.items()}
    assert {each.patient: each.times[0] for each in found} == pytest.approx(
        {each.patient: expected[each.patient] for each in found}
    )


def test_a_snapshot_of_a_plant_with_everything_can_be_gone_on_with() -> None:
    """Branches, repairs, rounds and limited choices are all met in some of the moments."""
    network, seen = small_plant(), set()
    for number in range(12):
        present = snapshot(network, Run(1.0, seed=5), number, 1_200.0 + 7 * number)
        seen |= {"branches" for each in present.inside if each.meet}
        seen |= {"rounds" for each in present.inside if each.rounds}
        seen |= {"keeps" for each in present.inside if each.keeps}
        seen |= {"again" for each in present.inside if each.chosen}
        seen |= {"repairing"} if present.repairing else set()
        seen |= {"clearing"} if present.clearing else set()
        found = chances(network, present, present.patients(), Scenarios(count=4, workers=1))
        assert all(sum(each.ends.values()) + each.open == 4 for each in found)
    assert seen == {"branches", "rounds", "keeps", "again", "repairing", "clearing"}


def test_a_study_counts_those_inside_and_those_who_come() -> None:
    present = snapshot(small_plant(), Run(1.0, seed=5), 0, 1_200.0)
    report = simulate(small_plant(), Study(until=2_400.0, replications=8, present=present))
    arrived, ended = report.patients["patient"].arrived.mean, report.patients["patient"].ended.mean
    assert arrived == pytest.approx(ended + report.inside.mean)
    assert arrived > len(present.inside)
    two = simulate(small_plant(), Study(until=2_400.0, replications=8, present=present, workers=2))
    assert repr(two) == repr(report)


WRONG: list[tuple[str, Callable[[Present], Present]]] = [
    ("network.twice", lambda made: replace(made, inside=made.inside * 2)),
    ("network.unknown", lambda made: replace(made, inside=(inside("P1", "nowhere"),))),
    ("network.unknown", lambda made: replace(made, coming=(Coming("P9", "nobody", 200.0),))),
    ("network.unknown", lambda made: replace(made, repairing=(Repairing("washer", 90.0, "P9"),))),
    ("present.kept", lambda made: replace(made, inside=(inside("P1", "hold", keeps=(Kept("suite", "harvest"),)),))),
    ("present.time", lambda made: replace(made, inside=(inside("P1", "hold", 101.0),))),
    ("present.time", lambda made: replace(made, coming=(Coming("P9", "patient", 99.0),))),
    ("present.time", lambda made: replace(made, clearing=(Clearing("suite", 1, math.inf),))),
    ("present.time", lambda made: replace(made, now=-1.0)),
    ("present.way", lambda made: replace(made, inside=(replace(made.inside[0], doing=()),))),
    ("present.way", lambda made: replace(made, inside=(inside("P1", "pcr", meet="harvest"),))),
    ("present.way", lambda made: replace(made, inside=(inside("P1", "hold", rounds={"hold": 2}),))),
    ("present.never_fails", lambda made: replace(made, repairing=(Repairing("suite", 90.0),))),
]


@pytest.mark.parametrize(("code", "spoil"), WRONG)
def test_a_present_that_does_not_fit_the_network_is_refused(code: str, spoil: Callable[[Present], Present]) -> None:
    present = Present(100.0, (inside("P1", "hold", 95.0),))
    with pytest.raises(Refused) as refused:
        simulate(small_plant(), Study(until=1_000.0, present=spoil(present)))
    assert {each.code for each in refused.value.problems} == {f"simulation.{code}"}
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert all(sentence(each) for each in refused.value.problems)


def test_going_through_what_nobody_sees_at_once_changes_no_end() -> None:
    network = replace(
        small_plant(),
        resources=tuple(
            replace(each, faults=each.faults and replace(each.faults, then=Interrupted.RESUMES))
            for each in small_plant().resources
        ),
        operations=(
            *small_plant().operations[:2],
            Operation("rest", lognormal(3.0, 0.4), cost=5.0),
            Operation("look", uniform(0.0, 2.0), choices=(Choice("hold", 0.3),)),
            Operation("look again", triangular(0.0, 1.0, 2.0)),
            *small_plant().operations[2:],
        ),
    )
    present = snapshot(network, Run(1.0, seed=5), 0, 1_200.0)
    whole, quick = (
        Replicator(network, Run(5_000.0, 1_200.0, seed=9, present=present, watch=present.patients(), ends_only=only))
        for only in (False, True)
    )
    events = []
    for number in range(20):
        times = [each.ends(number) for each in (whole, quick)]
        assert times[0].times.tolist() == pytest.approx(times[1].times.tolist(), rel=1e-12)
        assert times[0].fates.tolist() == times[1].fates.tolist()
        events.append([int(each.world.counters[EVENTS]) for each in (whole, quick)])
    assert all(fewer < 0.95 * more for more, fewer in events)
