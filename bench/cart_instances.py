"""The CAR-T plant instances of the shared benchmark as facts: ``{load}-{patients}-{seed}.json`` and their checker."""

import json
from pathlib import Path
from typing import Any

from cellpark.planning.facts import (
    Calendar,
    Edge,
    Facts,
    Hold,
    Job,
    Lag,
    Mode,
    Need,
    Objective,
    Operation,
    Resource,
    Shift,
)

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "bench" / "cart"
DAY, WEEK = 24, 168
TARGET_HOURS = 27 * DAY
CHECKED = ("rec", "act", "tra", "smp", "har", "cry", "pot", "pcr", "qa")
HOURS = {
    "rec": 2,
    "act": 6,
    "tra": 4,
    "smp": 1,
    "har": 6,
    "cry": 3,
    "pot": 24,
    "pcr": 8,
    "ste": 168,
    "qa": 4,
    "shp": 24,
}
CREW = {"rec": 1, "act": 2, "tra": 2, "smp": 1, "har": 2, "cry": 1}
IN_SUITE = ("rec", "act", "tra", "har")
OTHERS = {"cry": "freezer", "pot": "qc", "pcr": "qc", "qa": "qa"}
CLEARANCE = 2


def read(name: str) -> dict[str, Any]:
    """An instance by its name, as the file says it."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def facts_of(instance: dict[str, Any]) -> Facts:
    """The facts of an instance."""
    have = instance["capacity"]
    people = tuple(
        Shift(day * DAY + 6, day * DAY + 22, have["ops_wd"] if day < 5 else have["ops_we"]) for day in range(7)
    )
    release = tuple(Shift(day * DAY + 8, day * DAY + 16) for day in range(5))
    return Facts(
        name=instance["name"],
        horizon=2 * instance["horizon"],
        calendars=(Calendar("operators", people, WEEK), Calendar("qa", release, WEEK)),
        resources=(
            Resource("suite", have["suite"]),
            Resource("bioreactor", have["bior"]),
            Resource("freezer", have["crf"]),
            Resource("qc", have["qc"]),
            Resource("operators", max(have["ops_wd"], have["ops_we"]), "operators"),
            Resource("qa", have["qa"], "qa"),
        ),
        jobs=tuple(
            map(_job, range(len(instance["release"])), *(instance[k] for k in ("release", "expansion", "weight")))
        ),
        objective=Objective(flow=1, tardiness=5),
    )


def starts_of(starts: dict[tuple[str, str], int], patients: int) -> dict[str, Any]:
    """A schedule in the form of the checker."""
    return {"start": [{key: starts[f"P{number}", key] for key in CHECKED} for number in range(patients)]}


def _job(number: int, release: int, expansion: int, weight: int) -> Job:
    def lag(first: str, second: str, least: int, most: int | None = None) -> Lag:
        return Lag(first, second, least, most)

    return Job(
        key=f"P{number}",
        operations=tuple(_operation(key) for key in HOURS),
        lags=(
            lag("rec", "act", 0, 6),
            lag("act", "tra", 16, 32),
            lag("tra", "smp", 60, 84),
            lag("tra", "har", expansion - 12, expansion + 12),
            lag("har", "cry", 0, 4),
            lag("cry", "pot", 0),
            lag("cry", "pcr", 0),
            lag("cry", "ste", 0, 0),
            lag("pot", "qa", 0),
            lag("pcr", "qa", 0),
            lag("ste", "qa", 0),
            lag("qa", "shp", 0, 0),
        ),
        holds=(Hold("act", "har", ("bioreactor",), first_at=Edge.START, last_at=Edge.START),),
        release=release,
        due=release + TARGET_HOURS,
        weight=weight,
    )


def _operation(key: str) -> Operation:
    needs = []
    if key in IN_SUITE:
        needs.append(Need(("suite",), clearance=CLEARANCE))
    if key in CREW:
        needs.append(Need(("operators",), CREW[key]))
    if key in OTHERS:
        needs.append(Need((OTHERS[key],)))
    return Operation(key, (Mode(HOURS[key], tuple(needs)),))
