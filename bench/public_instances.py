"""Public sets of shop and project problems as facts: flexible job shops (FJSP) and projects with few resources (RCPSP).

The archives are those of PyJobShop's experiments, with the best makespans known to its authors. An instance is named by
its set and file: ``FJSP/1.txt`` (the first ten are Brandimarte's), ``RCPSP/J60_1.txt``.
"""

import csv
import tarfile
from collections.abc import Iterable
from pathlib import Path

from cellpark.planning.facts import Facts, Job, Lag, Mode, Need, Objective, Operation, Resource

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "scheduling"
ARCHIVES = {"FJSP": "pyjobshop_FJSP_JSP_OSP.tar.xz", "RCPSP": "pyjobshop_RCPSP.tar.xz"}
SETS = {"Brandimarte": "FJSP", "PSPLIB-J60": "RCPSP", "PSPLIB-J120": "RCPSP"}


def best_known() -> dict[str, dict[str, int]]:
    """By set (as in ``SETS``) and instance: the best makespan known."""
    found: dict[str, dict[str, int]] = {each: {} for each in SETS}
    with (FOLDER / "pyjobshop_bks.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if SETS.get(row["category"]) == row["problem"]:
                found[row["category"]][f"{row['problem']}/{row['instance']}"] = int(row["bks"])
    return found


def read(names: Iterable[str]) -> dict[str, Facts]:
    """Instances by their names; an archive is opened once."""
    wanted, found = set(names), {}
    for kind in sorted({name.split("/")[0] for name in wanted}):
        with tarfile.open(FOLDER / ARCHIVES[kind]) as archive:
            for member in archive:
                name = member.name.removeprefix("data/instances/")
                if name in wanted and (file := archive.extractfile(member)) is not None:
                    found[name] = facts_of(name, file.read().decode())
    return found


def facts_of(name: str, text: str) -> Facts:
    """The facts of an instance of either kind, as its file says them."""
    rows = [[int(each) for each in line.split()] for line in text.splitlines() if line.strip()]
    return (_flexible if name.startswith("FJSP/") else _project)(name, rows)


def _flexible(name: str, rows: list[list[int]]) -> Facts:
    """Jobs, machines, operations by job; then a row for each operation: how long on each machine, 0 where not."""
    machines, many = rows[1][0], rows[2]
    resources = tuple(Resource(f"m{number}", 1) for number in range(machines))
    left, jobs = iter(rows[3:]), []
    for number, operations in enumerate(many):
        listed = tuple(Operation(f"o{place}", _on_machines(next(left))) for place in range(operations))
        lags = tuple(Lag(f"o{place}", f"o{place + 1}") for place in range(operations - 1))
        jobs.append(Job(f"j{number}", listed, lags))
    return Facts(name, _horizon(jobs), resources, tuple(jobs), objective=Objective(flow=0, makespan=1))


def _on_machines(row: list[int]) -> tuple[Mode, ...]:
    return tuple(Mode(duration, (Need((f"m{number}",)),)) for number, duration in enumerate(row) if duration)


def _project(name: str, rows: list[list[int]]) -> Facts:
    """Activities, resources; capacities; then by activity how long, how much of each, and which come after it."""
    kinds = rows[0][1]
    resources = tuple(Resource(f"r{number}", capacity) for number, capacity in enumerate(rows[1]) if capacity)
    operations, lags = [], []
    for number, row in enumerate(rows[2:]):
        needs = tuple(Need((f"r{kind}",), count) for kind, count in enumerate(row[1 : 1 + kinds]) if count)
        operations.append(Operation(f"a{number}", (Mode(row[0], needs),)))
        lags += [Lag(f"a{number}", f"a{after - 1}") for after in row[2 + kinds :]]
    jobs = [Job("project", tuple(operations), tuple(lags))]
    return Facts(name, _horizon(jobs), resources, tuple(jobs), objective=Objective(flow=0, makespan=1))


def _horizon(jobs: list[Job]) -> int:
    """One operation after the other, each in its longest mode."""
    return sum(max(mode.duration for mode in each.modes) for job in jobs for each in job.operations)
