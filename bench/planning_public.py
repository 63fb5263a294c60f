"""Public sets of shop and project problems, solved as facts, beside OR-Tools as PyJobShop's authors ran it.

``python -m bench planning_public`` runs one in four of ``STATED``. ``python -m bench.planning_public`` takes
``--seconds``, ``--every`` (one in so many) and ``--part`` (a set). Nothing is measured where the sets are not.
"""

import argparse
import time
from statistics import mean

from bench.public_instances import FOLDER, best_known, read
from cellpark.planning.scheduling import Asked, check, solve

SECONDS, WORKERS, SEED, FOREVER = 60.0, 2, 1, 10**9
# makespans of OR-Tools 9.11 with 8 cores of an AMD EPYC 9654 in 120 s, the shortest limit that was published:
# github.com/PyJobShop/Experiments, data/results.csv at d9ad1d9517a2a43acd1422e38bb88996fa3cc9ef
BRANDIMARTE = (40, 26, 204, 60, 172, 59, 139, 523, 307, 208)
J60 = (114, 80, 96, 92, 105, 70, 65, 69, 105, 72, 78, 61, 97, 73, 80, 86, 122, 83, 108, 84, 98, 79, 75, 71)
J120 = (227, 152, 111, 96, 82, 127, 109, 105, 100, 108, 192, 140, 100)
J120 += (96, 116, 219, 184, 148, 106, 102, 256, 200, 146, 115, 101)
STATED = {
    "Brandimarte": {f"FJSP/{number}.txt": makespan for number, makespan in enumerate(BRANDIMARTE, start=1)},
    "PSPLIB-J60": {
        f"RCPSP/J60_{number}.txt": makespan for number, makespan in zip(range(241, 480, 10), J60, strict=True)
    },
    "PSPLIB-J120": {
        f"RCPSP/J120_{number}.txt": makespan for number, makespan in zip(range(351, 600, 10), J120, strict=True)
    },
}
# the mean of the authors' own table for whole problems: 120 s and 900 s (arXiv 2502.13483, table 3, and the repository)
PUBLISHED = {"FJSP": (1.78, 0.68), "RCPSP": (1.29, 0.93)}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--every", type=int, default=4, help="one of so many instances of the sample")
    parser.add_argument("--part", choices=list(STATED), action="append")
    asked = parser.parse_args()
    if not FOLDER.exists():
        print("The public sets are not here: nothing was measured.")
        return
    print(f"At most {asked.seconds:.0f} s of wall clock each, {WORKERS} workers, seed {SEED}.")
    print(f"One of {asked.every} of the instances in the sample.\n")
    print("| set | instances | proven | mean gap to the best known | OR-Tools on the same, 120 s, 8 cores | ratio |")
    print("|---|---|---|---|---|---|")
    for part in asked.part or STATED:
        row(part, list(STATED[part])[:: asked.every], asked.seconds)
    for problem, (two_minutes, fifteen) in PUBLISHED.items():
        print(f"\nPublished for the whole of {problem}: {two_minutes} % in 120 s, {fifteen} % in 900 s.")


def row(part: str, names: list[str], seconds: float) -> None:
    """Print what one set comes to."""
    known, facts = best_known()[part], read(names)
    ours, theirs, proven = [], [], 0
    for name in names:
        asked = Asked(turns=FOREVER, seed=SEED, limit_s=seconds, clock=time.perf_counter, workers=WORKERS)
        found = solve(facts[name], asked)
        assert check(facts[name], found) == [], f"{name} is not accepted"
        ours.append(found.objective / known[name] - 1)
        theirs.append(STATED[part][name] / known[name] - 1)
        proven += found.proven
    print(
        f"| {part} | {len(names)} | {proven} | {mean(ours):.2%} | {mean(theirs):.2%} | {ratio(ours, theirs)} |",
        flush=True,
    )


def ratio(ours: list[float], theirs: list[float]) -> str:
    """How far the mean gaps are apart."""
    return f"{mean(ours) / mean(theirs):.2f}x" if mean(theirs) else "-"


if __name__ == "__main__":
    main()
