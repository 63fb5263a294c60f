"""``cellpark plan schedule``: when and where each operation is done."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import click

from cellpark.command.language import say
from cellpark.command.plan.files import Given, given
from cellpark.command.plan.limits import AS_JSON, MEMORY, SEED, TIME, Watch, limited, told
from cellpark.command.progress import bar
from cellpark.command.recipe_files import FILE, OUT, TO_FILE, give
from cellpark.command.spoken import SpokenCommand
from cellpark.planning.scheduling import Asked, Progress, Schedule, solve
from cellpark.planning.scheduling.file import FORMAT
from cellpark.runtime.marking import gettext_noop as _

TURNS = 20_000
STEPS_SHOWN = 1_000


@click.command(
    "schedule",
    cls=SpokenCommand,
    help=_("Plan facts (cellpark.facts/1) or a case (cellpark.case/1); Ctrl-C ends it with the best found."),
)
@click.argument("file", type=FILE)
@click.option("--turns", type=click.IntRange(1), default=TURNS, show_default=True, help=_("How much may be tried."))
@SEED
@TIME
@MEMORY
@AS_JSON
@click.option("--out", type=OUT, help=TO_FILE)
def schedule(file: Path, turns: int, seed: int, limit_s: float, limit_mb: int, as_json: bool, out: Path | None) -> int:
    """Print the plan, a line a batch; the same turns and seed give the same plan."""

    def work() -> int:
        with limited(limit_s, limit_mb) as watch:
            found = given(file)
            made = _solved(found, turns, seed, watch)
        if as_json:
            return give(json.dumps(_form(found, made), ensure_ascii=False, indent=1) + "\n", out)
        return give("".join(f"{line}\n" for line in _lines(found, made, turns)), out)

    return told(work)


def _solved(found: Given, turns: int, seed: int, watch: Watch) -> Schedule:
    with bar(_("Planning")) as shown:

        def progress(each: Progress) -> None:
            shown(round(each.share * STEPS_SHOWN), STEPS_SHOWN)

        asked = Asked(
            turns=turns, seed=seed, limit_s=watch.limit_s, progress=progress, stop=watch, clock=time.monotonic
        )
        return solve(found.facts, asked)


def _lines(found: Given, made: Schedule, turns: int) -> Iterator[str]:
    """Batches by their end; then how good the plan is."""
    facts = found.facts
    ends = {each.key: max(p.end for p in made.placed if p.job == each.key) for each in facts.jobs}
    for job in sorted(facts.jobs, key=lambda each: (ends[each.key], each.key)):
        here = [each for each in made.placed if each.job == job.key]
        first, end = min(each.start for each in here), ends[job.key]
        late = 0 if job.due is None else max(0, end - job.due) * facts.unit_minutes
        line = f"{job.key:<16} {found.at(first)}  {found.at(end)}"
        yield line + ("  " + say(_("%(hours)s h late")) % {"hours": f"{late / 60:.1f}"} if late else "")
    yield say(_("Objective %(objective)s, bound %(bound)s: at most %(gap)s %% above the best; %(turns)s turns.")) % {
        "objective": f"{made.objective:,}",
        "bound": f"{made.bound:,}",
        "gap": f"{made.gap * 100:.2f}",
        "turns": f"{made.turns:,}",
    }
    if made.proven:
        yield say(_("No plan is better."))
    elif made.turns < turns:
        yield say(_("It was ended before its turns were over: the same call may give another plan."))
    if found.draft is not None:
        for batch, operation in found.draft.overdue:
            yield say(_("%(batch)s: the limit of %(operation)s cannot be kept any more.")) % {
                "batch": batch,
                "operation": operation,
            }


def _form(found: Given, made: Schedule) -> dict[str, object]:
    """The plan for programs: units, and instants where the origin is known."""
    placed = []
    for each in made.placed:
        row: dict[str, object] = {"job": each.job, "operation": each.operation, "start": each.start, "end": each.end}
        row |= {"mode": each.mode, "taken": list(each.taken)}
        start, end = found.instant(each.start), found.instant(each.end)
        if start is not None and end is not None:
            row |= {"starts_at": start.isoformat(), "ends_at": end.isoformat()}
        placed.append(row)
    return {
        "format": FORMAT,
        "name": found.facts.name,
        "objective": made.objective,
        "bound": made.bound,
        "proven": made.proven,
        "turns": made.turns,
        "placed": placed,
        "kept": [{"job": each.job, "hold": each.hold, "resource": each.resource} for each in made.kept],
        "overdue": [] if found.draft is None else [list(each) for each in found.draft.overdue],
    }
