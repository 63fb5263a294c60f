"""Many replications: the same with one process or two, enough of them, the empty start left out, nothing at import."""

import math
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from scipy.special import ndtri

from cellpark.kernel.problem import Refused
from cellpark.planning.simulation.distribution import exponential
from cellpark.planning.simulation.engine.draws import normal
from cellpark.planning.simulation.model import Network, Operation, Source
from cellpark.planning.simulation.statistics import Folded, Sketch, warm_up_length
from cellpark.planning.simulation.study import CHUNK, Stop, Study, simulate
from tests.planning.simulation.networks import small_plant, station


def test_two_processes_give_the_same_report_bit_for_bit() -> None:
    study = Study(until=800.0, warm_up=100.0, replications=3 * CHUNK + 1, seed=11)
    one, two = simulate(small_plant(), study), simulate(small_plant(), replace(study, workers=2))
    assert repr(one) == repr(two)
    assert one.replications == 25


def test_another_seed_gives_other_numbers_and_the_same_seed_the_same() -> None:
    first, second = (simulate(station(2, 1.0), Study(until=100.0, replications=4, seed=seed)) for seed in (1, 2))
    assert repr(first) == repr(simulate(station(2, 1.0), Study(until=100.0, replications=4, seed=1)))
    assert first.operations != second.operations


def test_replications_end_when_the_mean_is_known_well_enough() -> None:
    study = Study(until=2_000.0, warm_up=200.0, replications=2_000, stop=Stop("customer", 0.05))
    report = simulate(station(1, 0.7), study)
    assert report.replications % CHUNK == 0
    assert report.replications < 2_000
    assert report.patients["customer"].time.relative <= 0.05
    fewer = replace(study, replications=report.replications - CHUNK, stop=None)
    assert simulate(station(1, 0.7), fewer).patients["customer"].time.relative > 0.05


def test_progress_is_told() -> None:
    told: list[int] = []
    simulate(station(1, 0.5), Study(until=10.0, replications=20), progress=told.append)
    assert told == [8, 16, 20]


def test_the_empty_start_is_found_and_left_out() -> None:
    """A queue that is nearly full begins with short times; counted from the start its mean is too small."""
    network = station(1, 0.95)
    assert warm_up_length([9.0] * 5 + [0.0] * 5 + [5.0, 5.1, 4.9, 5.0, 5.0] * 20) == 10
    assert warm_up_length([1.0]) == 0
    early = simulate(network, Study(until=400.0, replications=64)).patients["customer"].time
    later = simulate(network, Study(until=4_000.0, warm_up=3_600.0, replications=64)).patients["customer"].time
    assert early.high < later.low


def test_quantiles_are_within_the_width_of_a_bin() -> None:
    network = Network((), (Operation("stay", exponential(10.0)),), (Source("patient", "stay", exponential(0.01)),))
    patients = simulate(network, Study(until=400.0, replications=8, drain=True)).patients["patient"]
    for share in (0.05, 0.5, 0.95):
        assert patients.quantile(share, "done") == pytest.approx(-10.0 * math.log(1 - share), rel=0.03)
    assert patients.times["done"].share_within(10.0) == pytest.approx(1 - math.exp(-1), abs=0.01)
    assert math.isnan(Sketch().quantile(0.5))


def test_folding_gives_the_mean_and_the_interval_of_the_values() -> None:
    values = [3.0, 5.0, math.nan, 10.0]
    folded = Folded.of(1)
    for each in values:
        folded.add(np.array([each]))
    found = folded.estimate(0, 0.95)
    assert (found.mean, found.count) == (6.0, 3)
    assert found.half_width == pytest.approx(4.302652729911275 * math.sqrt(13.0 / 3))


def test_normal_numbers_are_those_of_the_inverse() -> None:
    shares = [1e-15, 1e-6, 0.02, 0.3, 0.5, 0.500001, 0.9, 1 - 1e-9]
    assert [normal(each) for each in shares] == pytest.approx(
        [float(ndtri(each)) for each in shares], rel=1e-13, abs=1e-15
    )


def test_a_plant_that_fills_up_is_refused() -> None:
    crowded = Network((), (Operation("stay", exponential(1e9)),), (Source("patient", "stay", exponential(0.001)),))
    with pytest.raises(Refused) as refused:
        simulate(crowded, Study(until=1_000.0, replications=1))
    assert refused.value.problems[0].code == "simulation.run.overflow"


def test_a_replication_that_does_not_end_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        simulate(station(1, 0.5), Study(until=1e9, replications=1, events_most=1_000))
    assert refused.value.problems[0].code == "simulation.run.endless"


@pytest.mark.parametrize(
    "study",
    [
        Study(until=0.0),
        Study(until=1.0, warm_up=2.0),
        Study(until=1.0, replications=0),
        Study(until=math.inf),
        Study(until=1.0, confidence=1.0),
        Study(until=1.0, stop=Stop("nobody", 0.1)),
    ],
)
def test_a_study_that_means_nothing_is_refused(study: Study) -> None:
    with pytest.raises(Refused) as refused:
        simulate(station(1, 0.5), study)
    assert refused.value.problems[0].code == "simulation.study"


def test_nothing_imports_numba_before_the_first_simulation() -> None:
    program = "import sys, cellpark.planning.simulation.public; print('numba' in sys.modules, 'scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
