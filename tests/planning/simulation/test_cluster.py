"""On a Ray cluster: the same numbers bit for bit as here, also when a worker is lost on the way."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cellpark.kernel.problem import Refused
from cellpark.planning.promising import Scenarios, chances, scenario
from cellpark.planning.simulation.arrays import Run
from cellpark.planning.simulation.computing import Portion, answers
from cellpark.planning.simulation.present import Coming, Present
from cellpark.planning.simulation.study import CHUNK, Study, simulate
from tests.planning.simulation.networks import small_plant

STUDY = Study(until=800.0, warm_up=100.0, replications=5 * CHUNK + 3, seed=11)


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    """Two workers on this machine."""
    ray = pytest.importorskip("ray", reason="Ray is an extra: pip install cellpark[cluster]")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    yield
    ray.shutdown()


@pytest.mark.cluster
@pytest.mark.usefixtures("cluster")
@pytest.mark.filterwarnings("default")  # Ray's own
class TestOnACluster:
    def test_a_simulation_is_the_same_bit_for_bit(self) -> None:
        assert repr(simulate(small_plant(), replace(STUDY, compute="ray", workers=2))) == repr(
            simulate(small_plant(), STUDY)
        )

    def test_chances_are_the_same(self) -> None:
        present = Present(now=50.0, coming=(Coming("P-1", "patient", 60.0), Coming("P-2", "patient", 61.0)))
        asked = Scenarios(count=70, seed=4, workers=1)
        there = chances(small_plant(), present, ("P-1", "P-2"), replace(asked, compute="ray", workers=2))
        assert there == chances(small_plant(), present, ("P-1", "P-2"), asked)

    def test_a_refusal_keeps_its_reason(self) -> None:
        with pytest.raises(Refused) as refused:
            simulate(small_plant(), replace(STUDY, compute="ray", events_most=100))
        assert refused.value.problems[0].code == "simulation.run.endless"

    def test_a_lost_worker_is_survived(self, tmp_path: Path) -> None:
        """Killed by its process id in the middle of a portion, which another worker computes again."""
        found = answers(Mortal(str(tmp_path)), ((number,) for number in range(12)), compute="ray", workers=2)
        assert list(found) == [number * number for number in range(12)]
        pid = int((tmp_path / "killed").read_text(encoding="ascii"))
        assert pid != os.getpid()
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


@dataclass(frozen=True)
class Mortal:
    """Squares; the first worker at number 5 kills its own process."""

    folder: str

    def ready(self) -> Callable[[Portion], int]:
        def answer(portion: Portion) -> int:
            killed = Path(self.folder) / "killed"
            if portion == (5,) and not killed.exists():
                killed.write_text(str(os.getpid()), encoding="ascii")
                os.kill(os.getpid(), signal.SIGKILL)
            return portion[0] * portion[0]

        return answer


def test_a_place_that_is_none_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        simulate(small_plant(), replace(STUDY, compute="spark"))
    assert refused.value.problems[0].code == "planning.compute.unknown"


def test_a_lost_process_here_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        list(answers(Mortal(str(tmp_path)), ((number,) for number in range(12)), workers=2))
    assert refused.value.problems[0].code == "planning.compute.lost"


def test_chances_are_the_same_in_processes() -> None:
    """Portions that are sent elsewhere, bit for bit as by the threads of this process."""
    present = Present(now=50.0, coming=(Coming("P-1", "patient", 60.0), Coming("P-2", "patient", 61.0)))
    asked = Scenarios(count=70, seed=4, workers=2)
    run = Run(present.now + asked.longest, present.now, seed=4, present=present, watch=("P-1", "P-2"), ends_only=True)
    network = small_plant()
    here, there = scenario._here(network, run, asked), scenario._elsewhere(network, run, asked)
    assert len(there) == 70
    assert repr(there) == repr(here)


def test_without_ray_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(Refused) as refused:
        simulate(small_plant(), replace(STUDY, compute="ray"))
    assert refused.value.problems[0].code == "planning.compute.no_ray"
