"""Are promises kept as often as they say? Simulated years, looked at on some day, promised, and gone on with.

A trial takes one replication up to a moment, sees what somebody in the plant can see (``snapshot``), promises for a
patient who is there, and then lets the same replication go on. Scenarios have another seed than the years.
"""

import threading
from bisect import bisect_left
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.planning.promising.chance import Chance, Scenarios
from cellpark.planning.promising.reliability import Reliability, Trial
from cellpark.planning.promising.scenario import chances
from cellpark.planning.simulation.arrays import Run
from cellpark.planning.simulation.engine.records import T_ENDED
from cellpark.planning.simulation.model import Network
from cellpark.planning.simulation.present import Inside, Present
from cellpark.planning.simulation.replication import Replicator
from cellpark.planning.simulation.rules import network_problems
from cellpark.planning.simulation.snapshot import patient_name, snapshot

LINES_MOST = 2_000_000
FEW = Scenarios(count=199, workers=1)
"""With 199 scenarios in order the 100th, 160th and 190th are promises of exactly 50, 80 and 95 %."""
YEARS_SEED = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True)
class Calibration:
    """``trials`` years, each looked at once between ``since`` and ``until``; a patient who is inside is chosen evenly.

    ``newest`` chooses who came last instead: a promise at ordering. ``scenarios`` is what each promise is made of.
    """

    since: float
    until: float
    trials: int = 400
    newest: bool = False
    levels: tuple[float, ...] = (0.5, 0.8, 0.95)
    scenarios: Scenarios = FEW
    seed: int = 1
    workers: int = 1


def calibrate(network: Network, asked: Calibration) -> Reliability:
    """The trials, in their order whoever made them. Raises ``Refused`` as a simulation does."""
    refuse_any(network_problems(network))
    if not (0 <= asked.since < asked.until and asked.trials >= 1 and all(0 < each < 1 for each in asked.levels)):
        raise Refused(Problem("planning.promise.scenarios", {"count": asked.trials, "limit": "1 000 000"}))
    found: list[Trial | None] = [None] * asked.trials
    numbers, turn = iter(range(asked.trials)), threading.Lock()

    def work() -> None:
        while True:
            with turn:
                number = next(numbers, None)
            if number is None:
                return
            found[number] = trial(network, asked, number)

    if asked.workers == 1:
        work()
    else:
        with ThreadPoolExecutor(asked.workers) as pool:
            for done in [pool.submit(work) for _ in range(asked.workers)]:
                done.result()
    return Reliability(asked.levels, tuple(each for each in found if each is not None))


def trial(network: Network, asked: Calibration, number: int) -> Trial | None:
    """One trial; none where nobody is inside at its moment."""
    chance = np.random.Generator(np.random.Philox(key=[asked.seed, number]))
    now = float(chance.uniform(asked.since, asked.until))
    year = Run(now, seed=(asked.seed ^ YEARS_SEED) % 2**64)
    present = snapshot(network, year, number, now)
    if not present.inside:
        return None
    who = max(present.inside, key=lambda each: each.arrived)
    if not asked.newest:
        who = present.inside[int(chance.integers(len(present.inside)))]
    scenarios = replace(asked.scenarios, seed=int(chance.integers(2**62)), workers=1)
    promise = chances(network, present, (who.patient,), scenarios)[0]
    hoped = scenarios.hoped or network.ends
    end = _ended(network, replace(year, until=now + scenarios.longest), number, who, hoped)
    return _judged(number, present, promise, end, asked.levels)


def _ended(network: Network, run: Run, number: int, who: Inside, hoped: tuple[str, ...]) -> float | None:
    """When a patient came to a hoped-for end in a replication that goes on; none where he never did."""
    replicator = Replicator(network, run)
    lines = replicator.traced(number, LINES_MOST)
    for line in lines[lines["what"] == T_ENDED]:
        source = network.sources[line["source"]].name
        if source == who.source and patient_name(source, int(line["entity"])) == who.patient:
            return float(line["time"]) if network.ends[-1 - int(line["operation"])] in hoped else None
    return None


def _judged(number: int, present: Present, promise: Chance, end: float | None, levels: tuple[float, ...]) -> Trial:
    promised = tuple(promise.by(level) for level in levels)
    return Trial(
        number,
        promise.patient,
        present.now,
        promise.scenarios,
        len(promise.times) if end is None else bisect_left(promise.times, end),
        end is not None,
        promised,
        tuple(None if time is None else end is not None and end <= time for time in promised),
    )
