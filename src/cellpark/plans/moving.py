"""Which operations begin elsewhere in one plan than in another, by the clock. Pure."""

import json
from datetime import datetime

from cellpark.kernel.plain import instant_text
from cellpark.planning.drafting import Clock
from cellpark.planning.scheduling import Schedule
from cellpark.plans.beside import Beside
from cellpark.plans.events import MovedOperation

NAMED_MAX = 500
"""Moves that the ledger names one by one; the file with all of them is named by its hash."""


def starts_of(schedule: Schedule, clock: Clock, beside: Beside) -> dict[tuple[str, str], datetime]:
    """The start of each operation, by who it is for and its name."""
    return {(beside.who(each.job), each.operation): clock.at(each.start) for each in schedule.placed}


def moves_between(
    before: dict[tuple[str, str], datetime], after: dict[tuple[str, str], datetime], since: datetime
) -> tuple[MovedOperation, ...]:
    """Operations of both that begin at another time, by their new start; what began before ``since`` is past."""
    found = [
        MovedOperation(job=job, operation=operation, before=was, after=after[job, operation])
        for (job, operation), was in before.items()
        if (job, operation) in after and after[job, operation] != was and max(was, after[job, operation]) >= since
    ]
    return tuple(sorted(found, key=lambda each: (each.after, each.job, each.operation)))


def write_moves(moves: tuple[MovedOperation, ...]) -> bytes:
    """All moves as a file."""
    rows = [[each.job, each.operation, instant_text(each.before), instant_text(each.after)] for each in moves]
    return json.dumps({"format": "cellpark.moves/1", "moves": rows}, ensure_ascii=False).encode()


def read_moves(content: bytes) -> tuple[MovedOperation, ...]:
    """From a file that this program wrote."""
    return tuple(
        MovedOperation(
            job=job,
            operation=operation,
            before=datetime.fromisoformat(before),
            after=datetime.fromisoformat(after),
        )
        for job, operation, before, after in json.loads(content)["moves"]
    )
