"""A recipe of 300 steps with 5,000 entries: the fold from nothing, one entry more, the next steps, one act judged."""

import statistics
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cellpark.batches.run import Happened, Plan, State, apply, fold, next_steps, owed, problems_of
from cellpark.batches.run import happened as h
from cellpark.kernel.quantity import Quantity
from cellpark.recipes.dialect import parse

STEPS, ENTRIES = 300, 5_000
START = datetime(2026, 11, 22, tzinfo=UTC)
BY = f"person/{UUID(int=1)}"
HEAD = """---
mbr: BENCH-300
version: 1.0.0
title: \u57fa\u51c6 | Benchmark
---

"""
UNIT = "## U{unit} \u5355\u5143 {unit} | Unit {unit}\n\n- place: suite B; grade B; open; crew 1\n\n"
VALUES = 13


def step_text(unit, number):
    """One step with thirteen values, a check and a time."""
    names = [f"v{number}x{index}" for index in range(VALUES)]
    fields = "".join(f"- record {name}: number cells; range 1e5..1e12; as \u503c | value\n" for name in names)
    shown = " ".join(f"{{{name}}}" for name in [*names, f"c{number}", f"t{number}"])
    return (
        f"### U{unit}.{number} \u6b65\u9aa4 | Step\n\nzh: \u5f55\u5165 {shown}\u3002\nen: Enter {shown}.\n{fields}"
        f"- check c{number}: {names[0]} >= 1e6 cells; else deviation minor; as \u68c0\u67e5 | check\n"
        f"- time t{number}: 30 min; allow ..600 min; as \u65f6\u95f4 | time\n- sign done: operator\n\n"
    )


def recipe_text(steps=STEPS):
    """Thirty units of ten steps."""
    text = HEAD
    for unit in range(1, steps // 10 + 1):
        text += UNIT.format(unit=unit)
        text += "".join(step_text(unit, number) for number in range(1, 11))
    return text


def history(plan, count):
    """So many entries in the order of the recipe."""
    made = []
    at = START

    def add(data):
        nonlocal at
        at += timedelta(seconds=30)
        made.append(Happened(data, at, BY, UUID(int=len(made) + 1)))

    batch = UUID(int=7)
    add(h.BatchPlanned(batch=batch, number="B", recipe="f" * 64, mbr="X", product="", coi="", example=False))
    add(h.SlotTaken(suite="B", starts_at=START, ends_at=START + timedelta(days=30), devices=()))
    add(h.BatchStarted(batch=batch))
    amount = Quantity.parse("2.5e6 cells")
    line = None
    for _, step in plan.recipe.steps():
        where = plan.where[step.id]
        add(h.StepBegun(step=step.id))
        if where.line != line:
            line = where.line
            add(h.PlaceEntered(step=step.id, room=UUID(int=5), code="B"))
        for field in step.fields[:VALUES]:
            add(
                h.ValueRecorded(
                    step=step.id, field=field.name, value=amount, how="typed", device="", file="", reader="", digest=""
                )
            )
        add(h.CheckAnswered(step=step.id, field=step.fields[VALUES].name, answer=True, reasons=""))
        add(h.TimeStopped(step=step.id, field=step.fields[VALUES + 1].name))
        add(
            h.StepSigned(step=step.id, sign="done", role="operator", meaning="", signature=UUID(int=9), digest="0" * 64)
        )
        if len(made) >= count:
            return made[:count]
    return made


def milliseconds(work, rounds=30):
    """Median and greatest of so many rounds."""
    spent = []
    for _ in range(rounds):
        before = time.perf_counter_ns()
        work()
        spent.append((time.perf_counter_ns() - before) / 1e6)
    return statistics.median(spent), max(spent)


def main():
    text = recipe_text()
    plan = Plan(parse(text))
    entries = history(plan, ENTRIES)
    state = fold(plan, entries)
    assert state.seen == len(entries)
    last = entries[-1]
    before = fold(plan, entries[:-1])
    now = last.at + timedelta(minutes=1)
    results = [
        ("fold of all entries from nothing, and the next steps", 20, lambda: next_steps(plan, fold(plan, entries))),
        ("one entry more, and the next steps", 1, lambda: next_steps(plan, apply(plan, before, last))),
        ("one act judged", 1, lambda: problems_of(plan, before, last)),
        ("exceptions owed", 1, lambda: owed(plan, state, now)),
        ("the recipe indexed", None, lambda: Plan(plan.recipe)),
    ]
    print(f"{len(plan.where)} steps, {len(entries):,} entries, {len(State.__slots__)} parts of a state.\n")
    print("| what | target ms | median ms | greatest ms |")
    print("|---|---|---|---|")
    for name, target, work in results:
        median, greatest = milliseconds(work)
        print(f"| {name} | {target or ''} | {median:.3f} | {greatest:.3f} |")


if __name__ == "__main__":
    main()
