"""Open the exceptions of times that ran over while nobody acted."""

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.batches.acting import stand_up
from cellpark.batches.desk import Desk
from cellpark.batches.gates.devices import WATCH
from cellpark.batches.models import Batch, RunningTime
from cellpark.batches.reading import state_of, stream_of
from cellpark.batches.settling import settle
from cellpark.ledger.public import lock_stream

AT_ONCE_MAX = 200


def watch_times(*, actor: Actor = WATCH) -> int:
    """Look at every time whose latest end is past; returns how many batches got an exception (T10).

    Runs in the scope of the house. A row whose breach is on record stays until its time ends, and is looked at once.
    """
    due = RunningTime.objects.filter(due_at__lt=now(), noticed=False).order_by("due_at")
    batches = list(dict.fromkeys(due.values_list("batch_id", flat=True)[:AT_ONCE_MAX]))
    opened = 0
    for batch_id in batches:
        with transaction.atomic():
            head = lock_stream(stream_of(batch_id))
            batch: Batch = Batch.objects.get(id=batch_id)
            plan, state = state_of(batch)
            desk = Desk(batch, plan, state, actor, now(), head.version)
            settle(desk)
            RunningTime.objects.filter(batch_id=batch_id, due_at__lt=desk.at).update(noticed=True)
            if desk.version > head.version:
                stand_up(desk)
                opened += 1
    return opened
