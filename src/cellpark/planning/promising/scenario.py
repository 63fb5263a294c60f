"""Scenarios of the simulation that start in the plant as it is; the same seed gives the same answer. Imports Numba."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.planning.promising.chance import Chance, Scenarios
from cellpark.planning.simulation.arrays import Run
from cellpark.planning.simulation.computing import LOCAL, Portion, answers
from cellpark.planning.simulation.model import Network
from cellpark.planning.simulation.present import Present, present_problems
from cellpark.planning.simulation.replication import Ends, Replicator
from cellpark.planning.simulation.rules import network_problems

SCENARIOS_MAX = 1_000_000
PORTION = 16
"""Scenarios that a worker takes at a time."""


def chances(network: Network, present: Present, patients: tuple[str, ...], asked: Scenarios) -> tuple[Chance, ...]:
    """How likely each of some patients is done by when.

    They are inside or known to come. Raises ``Refused``: what ``network_problems`` and ``present_problems`` find,
    ``planning.promise.unknown`` for a patient or an end that is not there, ``planning.promise.scenarios`` for a number
    of scenarios that means nothing, and what a simulation refuses.
    """
    refuse_any(network_problems(network))
    refuse_any(present_problems(network, present))
    _check(network, present, patients, asked)
    run = Run(
        present.now + asked.longest, present.now, seed=asked.seed, present=present, watch=patients, ends_only=True
    )
    found = _elsewhere(network, run, asked) if asked.compute != LOCAL else _here(network, run, asked)
    times = np.array([each.times for each in found])
    fates = np.array([each.fates for each in found])
    hoped = asked.hoped or network.ends
    return tuple(
        _chance(network, present, name, times[:, place], fates[:, place], hoped) for place, name in enumerate(patients)
    )


@dataclass(frozen=True, slots=True)
class _Scenarios:
    """Portions of scenarios as work for another machine."""

    network: Network
    run: Run

    def ready(self) -> Callable[[Portion], list[Ends] | tuple[Problem, ...]]:
        replicator = Replicator(self.network, self.run)

        def answer(portion: Portion) -> list[Ends] | tuple[Problem, ...]:
            try:
                return [replicator.ends(number) for number in range(*portion)]
            except Refused as refused:
                return refused.problems

        return answer


def _elsewhere(network: Network, run: Run, asked: Scenarios) -> list[Ends]:
    portions = ((since, min(since + PORTION, asked.count)) for since in range(0, asked.count, PORTION))
    found: list[Ends] = []
    coming = answers(_Scenarios(network, run), portions, compute=asked.compute, workers=asked.workers)
    for each in coming:
        if isinstance(each, tuple):
            coming.close()
            raise Refused(*each)
        found += each
        if asked.progress is not None:
            asked.progress(len(found) / asked.count)
    return found


def _here(network: Network, run: Run, asked: Scenarios) -> list[Ends]:
    """Threads of this process: the compiled loop holds no lock, and nothing has to be sent."""
    found: list[Ends | None] = [None] * asked.count
    spans = iter(range(0, asked.count, PORTION))
    turn = threading.Lock()

    def work() -> None:
        # scenarios are numbered: who computes one, and when, changes nothing in it
        replicator = Replicator(network, run)
        while True:
            with turn:
                since = next(spans, None)
            if since is None:
                return
            for number in range(since, min(since + PORTION, asked.count)):
                found[number] = replicator.ends(number)
            if asked.progress is not None:
                asked.progress(since / asked.count)

    if asked.workers == 1:
        work()
    else:
        with ThreadPoolExecutor(asked.workers) as pool:
            for done in [pool.submit(work) for _ in range(asked.workers)]:
                done.result()
    return [each for each in found if each is not None]


def _check(network: Network, present: Present, patients: tuple[str, ...], asked: Scenarios) -> None:
    there = set(present.patients())
    for name, known in [*((each, there) for each in patients), *((each, set(network.ends)) for each in asked.hoped)]:
        if name not in known:
            raise Refused(Problem("planning.promise.unknown", {"name": name}))
    if len(set(patients)) < len(patients) or not patients:
        raise Refused(Problem("planning.promise.unknown", {"name": ", ".join(patients)}))
    sound = 1 <= asked.count <= SCENARIOS_MAX and asked.workers >= 1 and 0 < asked.longest < float("inf")
    if not sound or not 0 <= asked.seed < 2**64:
        raise Refused(Problem("planning.promise.scenarios", {"count": asked.count, "limit": SCENARIOS_MAX}))


def _chance(
    network: Network,
    present: Present,
    name: str,
    times: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    fates: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    hoped: tuple[str, ...],
) -> Chance:
    good = np.isin(fates, [network.ends.index(each) for each in hoped])
    counted = Counter(fates.tolist())
    return Chance(
        name,
        present.now,
        len(times),
        tuple(np.sort(times[good]).tolist()),
        {end: counted[place] for place, end in enumerate(network.ends)},
        counted[-1],
    )
