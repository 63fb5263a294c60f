"""Whether a reading of a file is of this batch and this step: the sample and the time that stand in it (P11-7).

An instrument's file holds what was measured all day, of every patient: its rows say themselves whose and when.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from cellpark.batches.desk import Desk
from cellpark.batches.run.plan import step_of
from cellpark.batches.run.recipe import Sample
from cellpark.instruments.public import Reading
from cellpark.kernel.problem import Problem

# many instruments write no seconds, and their clocks are set by hand
SKEW = timedelta(minutes=5)
# of a code instruments keep letters and digits at best
MARKS = re.compile(r"[^0-9A-Za-z]")


def origin_problems(desk: Desk, step: str, found: Reading) -> list[Problem]:
    """Why a reading is none of this step; empty when it may stand in its record."""
    problems = []
    if _plain(found.sample) not in {_plain(each) for each in names_of_samples(desk, step)}:
        told = {"sample": found.sample[:80], "batch": desk.batch.number}
        problems.append(Problem("batches.file.other_sample", told, field="sample", rule="P11-7"))
    begun = desk.state.steps[step].begun_at if step in desk.state.steps else desk.at
    if not begun - SKEW <= found.measured_at <= desk.at + SKEW:
        told = {"at": f"{found.measured_at:%Y-%m-%d %H:%M:%S %Z}", "step": step}
        problems.append(Problem("batches.file.other_time", told, field="file", rule="P11-7"))
    return problems


def names_of_samples(desk: Desk, step: str) -> Iterator[str]:
    """What a sample of this step may be called at the instrument: its own code, or the batch's number and the step."""
    yield f"{desk.batch.number}{step}"
    done = desk.state.steps.get(step)
    for entry in () if done is None else (each for found in done.entries.values() for each in found):
        if isinstance(desk.plan.fields.get((step_of(step), entry.field)), Sample) and entry.code:
            yield entry.code


def _plain(name: str) -> str:
    return MARKS.sub("", name).upper()
