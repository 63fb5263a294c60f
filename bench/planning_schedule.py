"""Plans of the CAR-T plant instances: searched for 20 s of processor time on one core, beside CP-SAT on the whole.

``python -m bench planning_schedule`` measures the tight instances of 300 and 1,000 patients and shows all 24 to the
checker of the shared benchmark. Nothing is measured where the instances are not.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import mean

from bench.cart_instances import FOLDER, facts_of, read, starts_of
from cellpark.kernel.problem import Refused
from cellpark.planning.facts import Facts
from cellpark.planning.scheduling import Asked, Schedule, check, exact, search
from cellpark.planning.scheduling.arrays import Drawn

SECONDS, PEER_SECONDS, SEED, FOREVER = 20.0, 60.0, 1, 10**9
MEASURED = {300: 1.012, 1_000: 1.025}
OTHER_TURNS = 2_000
# what README.md of the instances states for one CP-SAT model with a first-fit hint, 60 s on two workers
STATED = {
    "tight-300-1": 254_169,
    "tight-1000-1": 874_415,
    "tight-300-2": 260_176,
    "tight-1000-2": 2_555_192,
    "tight-300-3": 221_437,
}


def main() -> None:
    """Print the tables."""
    if not FOLDER.exists():
        print("The shared instances are not here: nothing was measured.")
        return
    search(facts_of(read("tight-20-1")), Asked(turns=1_000))
    print(
        f"{SECONDS:.0f} s of processor time on one core, seed {SEED}. Alone: each patient alone in the plant, the bound"
    )
    print("of the instances' README; bound: what the search gives, which knows that reviewers are shared.\n")
    print("| instance | alone | bound | found | found / alone | turns | CP-SAT on the whole |")
    print("|---|---|---|---|---|---|---|")
    for patients, target in MEASURED.items():
        ratios = [measured(f"tight-{patients}-{seed}") for seed in (1, 2, 3)]
        print(f"| **tight-{patients}, mean (target {target})** | | | | **{mean(ratios):.4f}** | | |")
    others = [name for kind in ("normal", "tight") for size in (20, 100, 300, 1_000) for name in names(kind, size)]
    accepted = sum(seen(name, search(facts_of(read(name)), Asked(turns=OTHER_TURNS))) for name in others)
    print(f"\nAccepted by the checker of the instances: {accepted} of {len(others)} ({OTHER_TURNS:,} turns each).")


def names(kind: str, size: int) -> list[str]:
    """The instances of one kind and size."""
    return [f"{kind}-{size}-{seed}" for seed in (1, 2, 3)]


def measured(name: str) -> float:
    """Print the row of one instance; found / bound."""
    facts = facts_of(read(name))
    found = search(facts, Asked(turns=FOREVER, seed=SEED, limit_s=SECONDS, clock=time.process_time))
    assert seen(name, found), f"{name} is not accepted"
    peer = STATED.get(name)
    said = f"{peer:,} (stated: hint, 60 s, two workers)" if peer else whole(facts)
    alone = Drawn(facts).alone()
    ratio = found.objective / alone
    print(f"| {name} | {alone:,} | {found.bound:,} | {found.objective:,} | {ratio:.4f} | {found.turns:,} | {said} |")
    return ratio


def whole(facts: Facts) -> str:
    """What CP-SAT finds without a hint."""
    try:
        return f"{exact(facts, Asked(turns=FOREVER, limit_s=PEER_SECONDS)).objective:,}"
    except Refused:
        return f"none in {PEER_SECONDS:.0f} s"


def seen(name: str, found: Schedule) -> bool:
    """Whether both checkers accept a schedule."""
    instance = read(name)
    if check(facts_of(instance), found):
        return False
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "schedule.json"
        file.write_text(json.dumps(starts_of(found.starts(), len(instance["release"]))), encoding="utf-8")
        checker = [sys.executable, FOLDER / "check.py", FOLDER / f"{name}.json", file]
        said = subprocess.run(checker, capture_output=True, text=True, check=False).stdout
    return f"VALID objective {found.objective} " in said


if __name__ == "__main__":
    main()
