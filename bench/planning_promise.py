"""A slot among 300 planned patients, and the chance of a patient of the shipped recipe in a plant that is running."""

import os
import random
import statistics
import time
from dataclasses import replace
from pathlib import Path

from bench.cart_instances import FOLDER, facts_of, read
from cellpark.planning.promising import Scenarios, chances, hold, slots
from cellpark.planning.scheduling import Asked, check, search
from cellpark.planning.simulation.arrays import Run
from cellpark.planning.simulation.from_recipe import OUT, RELEASED, network_of
from cellpark.planning.simulation.plant import read_plant
from cellpark.planning.simulation.present import Coming
from cellpark.planning.simulation.snapshot import snapshot
from cellpark.recipes.dialect import parse
from cellpark.recipes.dialect.plan import parse_plan

RECIPES = Path(__file__).resolve().parent.parent / "examples" / "recipes"
TURNS, QUESTIONS, HELD, PATIENTS, SINCE, YEAR = 5_000, 5_000, 5, 300, 2_500.0, 8_760.0


def slot_rows() -> None:
    """Print a row for each instance."""
    print("| 300 planned, one core | median ms | p99 ms | p99 of processor ms | against 1 ms | held and checked |")
    print("|---|---|---|---|---|---|")
    for seed in (1, 2, 3):
        name = f"tight-{PATIENTS}-{seed}"
        facts = facts_of(read(name))
        published = search(facts, Asked(turns=TURNS))
        asked = slots(facts, published, replace(facts.jobs[0], key="one more", weight=1))
        chance = random.Random(seed)
        last = max(job.release for job in facts.jobs)
        releases = [chance.randrange(last) for _ in range(QUESTIONS)]
        asked.at(releases[0])
        walls, cpus = [], []
        for release in releases:
            wall, cpu = time.perf_counter(), time.thread_time()
            asked.at(release)
            cpus.append((time.thread_time() - cpu) * 1_000)
            walls.append((time.perf_counter() - wall) * 1_000)
        accepted = 0
        for release in releases[:HELD]:
            held = hold(facts, published, asked.at(release), "held")
            accepted += not check(held.facts, held.schedule)
        p99 = statistics.quantiles(walls, n=100)[98]
        row = f"{statistics.median(walls):.3f} | {p99:.3f} | {statistics.quantiles(cpus, n=100)[98]:.3f}"
        print(f"| {name} | {row} | {p99:.2f}x | {accepted} of {HELD} |", flush=True)


def chance_rows() -> None:
    """Print a row for each number of workers, for a patient who is ordered now and for the last who is planned."""
    text = {end: (RECIPES / f"cart-cd19.{end}").read_bytes() for end in ("mbr.md", "plan.yaml", "plant.yaml")}
    recipe, plan = parse(text["mbr.md"].decode()), parse_plan(text["plan.yaml"].decode())
    network = network_of(recipe, plan, read_plant(text["plant.yaml"])).network
    present = snapshot(network, Run(YEAR), 0, SINCE)
    more = PATIENTS - len(present.inside)
    step = YEAR / 1_000
    coming = tuple(Coming(f"planned {number}", "patient", SINCE + step * (number + 1)) for number in range(more))
    known = replace(present, coming=coming, further=False)
    known = known.ranked((*(each.patient for each in present.inside), *(each.patient for each in coming)))
    print(
        f"\n{len(present.inside)} patients inside, {more} planned over {more * step / 24:.0f} days,"
        f" {len(network.operations)} operations of the shipped recipe; 1,000 scenarios each.\n"
    )
    print("| a patient who | workers | seconds | of processor | against 2 s | done by 50 / 80 / 95 %, days |")
    print("|---|---|---|---|---|---|")
    for who, patient in (("comes next", coming[0].patient), ("comes last of 300", coming[-1].patient)):
        for workers in (1, 2):
            asked = Scenarios(workers=workers, hoped=(RELEASED, OUT))
            chances(network, known, (patient,), replace(asked, count=2))
            wall, cpu = time.perf_counter(), time.process_time()
            found = chances(network, known, (patient,), asked)[0]
            took, spent = time.perf_counter() - wall, time.process_time() - cpu
            times = [found.by(share) for share in (0.5, 0.8, 0.95)]
            days = " / ".join("never so sure" if each is None else f"{(each - SINCE) / 24:.1f}" for each in times)
            print(f"| {who} | {workers} | {took:.2f} | {spent:.2f} | {took / 2:.2f}x | {days} |", flush=True)


def main() -> None:
    """Print the tables."""
    print(f"Load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.\n")
    if FOLDER.exists():
        slot_rows()
    else:
        print("The shared instances are not here: slots were not measured.")
    chance_rows()


if __name__ == "__main__":
    main()
