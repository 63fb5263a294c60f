"""One run of rows checked: bytes, hashes, columns, chains, leaves. Several processes check several runs."""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from cellpark.kernel.collector import without_collector
from cellpark.ledger.verify.at_once import take_sound
from cellpark.ledger.verify.checked import Checked
from cellpark.ledger.verify.leaves import Leaves, Widths
from cellpark.ledger.verify.one_by_one import check_rows
from cellpark.ledger.verify.rows import EVENTS, PLAN, connect, portions

TOLD_EVERY = 2_000


@dataclass(frozen=True, slots=True)
class Job:
    """Which rows to check, in which view of the database, and how far the sealer was."""

    parameters: Mapping[str, str]
    snapshot: str
    first: int
    last: int
    mark: Mapping[str, Any]
    wanted: Widths


def check_span(job: Job, progress: Callable[[int], None]) -> Checked:
    """Check the rows of one job; ``progress`` is told how many more are done."""
    checked, told = Checked(Leaves(job.wanted)), 0
    with without_collector(), connect(job.parameters) as connection:
        connection.execute(f"SET TRANSACTION SNAPSHOT '{job.snapshot}'")
        connection.execute(PLAN)
        values = {**job.mark, "first": job.first, "last": job.last}
        with closing(portions(connection, EVENTS, values)) as rows:
            for portion in rows:
                if not take_sound(portion, checked):
                    check_rows(portion, checked)
                if checked.events - told >= TOLD_EVERY:
                    progress(checked.events - told)
                    told = checked.events
        progress(checked.events - told)
        connection.rollback()
    return checked
