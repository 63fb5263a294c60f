"""Notice that a result failed after a batch was let go."""

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.release.deciding import standing_supply
from cellpark.release.desk import INFORM_WITHIN, WATCH, Desk, sit_down
from cellpark.release.events import ResultFailedLate
from cellpark.release.failing import failing
from cellpark.release.holding import hold_containers
from cellpark.release.models import BatchDisposition
from cellpark.release.neighbours import batches_with_failures, results_of
from cellpark.release.states import LET_GO, Stage


def notice_late_results(*, actor: Actor = WATCH) -> int:
    """Look at every batch that was let go and has a failing result; what nobody was told of yet starts a clock.

    What is left of the batch is put on hold (CN-4c), and the physician is told, once for each failure (ATMP-2b, CN-4j).
    Runs in the scope of the house. Returns how many batches were noticed.
    """
    states = [state.value for state in LET_GO]
    rows = BatchDisposition.objects.filter(state__in=states, batch_id__in=batches_with_failures())
    noticed = 0
    for row in rows.order_by("decided_at"):
        if not _new(row):
            continue
        with transaction.atomic():
            desk = sit_down(actor, row.batch_id)
            new = _new(desk.file)
            if new and desk.file.state in states:
                _notice(desk, new)
                noticed += 1
    return noticed


def _new(file: BatchDisposition) -> list[str]:
    """The failing results that neither a notice before the supply nor this watch has named."""
    case = standing_supply(file.batch_id)
    told = {*file.late_seen.split("\n"), *(() if case is None else case.failures)}
    return [each for each in failing(results_of(file.batch_id, stage=Stage.FULL).problems) if each not in told]


def _notice(desk: Desk, new: list[str]) -> None:
    file = desk.file
    seen = "\n".join([*filter(None, file.late_seen.split("\n")), *new])
    waiting = file.inform_due_at if file.informed_at is None else None
    due_at = waiting or now() + INFORM_WITHIN
    desk.record(ResultFailedLate(batch=desk.batch.id, seen=seen, due_at=due_at))
    hold_containers(desk, ", ".join(new)[:300])
