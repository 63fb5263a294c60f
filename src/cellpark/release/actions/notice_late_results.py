"""Notice that a result failed after the first stage of a release."""

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.release.desk import INFORM_WITHIN, WATCH, sit_down
from cellpark.release.events import ResultFailedLate
from cellpark.release.models import BatchDisposition
from cellpark.release.neighbours import results_of
from cellpark.release.states import RELEASED, Stage

AT_ONCE_MAX = 200


def notice_late_results(*, actor: Actor = WATCH) -> int:
    """Look at every batch that was released; where a result has failed since, a clock starts (ATMP-2b, CN-4j).

    Runs in the scope of the house. Returns how many clocks were started.
    """
    states = [state.value for state in RELEASED]
    rows = BatchDisposition.objects.filter(state__in=states, inform_due_at=None).order_by("decided_at")
    started = 0
    for row in rows[:AT_ONCE_MAX]:
        results = results_of(row.batch_id, stage=Stage.FULL)
        if not results.failed:
            continue
        with transaction.atomic():
            desk = sit_down(actor, row.batch_id)
            if desk.file.inform_due_at is None:
                seen = ", ".join(dict.fromkeys(each.code for each in results.problems))[:500]
                desk.record(ResultFailedLate(batch=row.batch_id, seen=seen, due_at=now() + INFORM_WITHIN))
                started += 1
    return started
