"""The golden corpus: old recipes with old histories, and which steps they allow after each entry.

``python -m tests.batches.golden_corpus NAME RECIPE SEED ACTS`` writes a new case into ``golden/``. An existing case is
never written again: a release that allows other steps than the release before is wrong, or migrates its batches.
"""

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from cellpark.batches.run import Happened, Plan, State, apply, next_steps
from cellpark.batches.run import happened as h
from cellpark.kernel.plain import plain
from cellpark.ledger.shapes import build
from cellpark.recipes.dialect import parse
from tests.batches.histories import History, grow


@dataclass(frozen=True)
class Stored:
    at: datetime
    by: str
    id: UUID
    reason: str | None


FOLDER = Path(__file__).parent / "golden"


def cases() -> list[Path]:
    return sorted(FOLDER.glob("*.json"))


def recipe_of(path: Path) -> Plan:
    return Plan(parse(path.with_suffix("").with_suffix(".mbr.md").read_text(encoding="utf-8")))


def history_of(path: Path) -> Iterator[tuple[Happened, list[str]]]:
    """Each entry with the steps that were allowed after it: their keys, and what they lacked."""
    for line in json.loads(path.read_text(encoding="utf-8")):
        data = build(getattr(h, line["type"]), line["data"])
        made: Any = build(Stored, {name: line[name] for name in ("at", "by", "id", "reason")})
        yield Happened(data, made.at, made.by, made.id, made.reason), line["allowed"]


def allowed(plan: Plan, state: State) -> list[str]:
    """What is open, in one line a step: its key, what it lacks, which signatures it awaits."""
    found = next_steps(plan, state)
    steps = [
        f"{each.key}: lacks {', '.join(f'{lack.want} {lack.field}'.strip() for lack in each.missing) or 'nothing'};"
        f" awaits {', '.join(who.sign.name for who in each.awaited)}"
        for each in found.open
    ]
    stops = [f"stopped by {each.cause} {each.step} {each.field}".strip() for each in found.stops]
    times = [f"time {each.step} {each.field.name} since {each.since:%d %H:%M}" for each in found.timers]
    return [*steps, *stops, *times, *(["done"] if found.done else [])]


def write(name: str, recipe: Path, seed: int, acts: int) -> Path:
    target = FOLDER / f"{name}.json"
    assert not target.exists(), f"{name} is golden already"
    text = recipe.read_text(encoding="utf-8")
    (FOLDER / f"{name}.mbr.md").write_text(text, encoding="utf-8")
    history = History(Plan(parse(text))).started()
    grow(history, random.Random(seed).randrange, acts)
    state, lines = State(), []
    for entry in history.entries:
        state = apply(history.plan, state, entry)
        form = {"type": type(entry.data).__name__, "data": plain(entry.data), "allowed": allowed(history.plan, state)}
        lines.append({**form, "at": plain(entry.at), "by": entry.by, "id": str(entry.id), "reason": entry.reason})
    target.write_text(json.dumps(lines, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return target


if __name__ == "__main__":
    _, case, path, number, count = sys.argv
    print(write(case, Path(path), int(number), int(count)))  # noqa: T201 -- a tool
