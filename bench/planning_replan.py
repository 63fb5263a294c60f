"""A published plan of 300 patients after each kind of disturbance: how long, how much is moved, seen by the checker."""

import os
import time
from collections import Counter
from dataclasses import replace

from bench.cart_instances import FOLDER, TARGET_HOURS, facts_of, read
from cellpark.planning.facts import Facts
from cellpark.planning.replanning import Broken, Disturbance, Failed, Late, Sick, Urgent, replan
from cellpark.planning.scheduling import Asked, Schedule, search

TURNS, NOW = 20_000, 900


def hits(facts: Facts, plan: Schedule) -> dict[str, Disturbance]:
    """One of each kind, at hour 900."""
    starts = plan.starts()
    running = next(job for (job, key), start in starts.items() if key == "tra" and NOW - 60 < start < NOW)
    coming = next(job for (job, key), start in starts.items() if key == "rec" and start > NOW + 48)
    urgent = replace(facts.jobs[0], key="urgent", release=NOW + 12, due=NOW + 12 + TARGET_HOURS, weight=4)
    return {
        "a batch failed, made again from its reserve": Failed(running, NOW, "act", "again", NOW + 24),
        "a shipment three days late": Late(coming, starts[coming, "rec"] + 72),
        "the freezer out of order for a day": Broken("freezer", NOW + 12, NOW + 36),
        "an operator away for three days": Sick("operators", NOW, NOW + 72),
        "an urgent patient": Urgent(urgent),
    }


def main() -> None:
    """Print the table."""
    if not FOLDER.exists():
        print("The shared instances are not here: nothing was measured.")
        return
    print(f"Load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; one core is used.\n")
    print("| plan | disturbance | seconds | of processor | of 2 s | hit | others moved | against 5 % | causes |")
    print("|---|---|---|---|---|---|---|---|---|")
    for seed in (1, 2, 3):
        name = f"tight-300-{seed}"
        facts = facts_of(read(name))
        plan = search(facts, Asked(turns=TURNS))
        if seed == 1:
            replan(facts, plan, (hits(facts, plan)["an urgent patient"],), NOW)
        for said, hit in hits(facts, plan).items():
            wall, cpu = time.perf_counter(), time.process_time()
            found = replan(facts, plan, (hit,), NOW)
            took, spent = time.perf_counter() - wall, time.process_time() - cpu
            causes = ", ".join(
                f"{cause} {count}" for cause, count in Counter(each.cause for each in found.moves).items()
            )
            print(
                f"| {name} | {said} | {took:.2f} | {spent:.2f} | {spent / 2:.2f}x | {len(found.hit)}"
                f" | {found.share_moved:.2%} | {found.share_moved / 0.05:.2f}x | {causes or 'nothing moved'} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
