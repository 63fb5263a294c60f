"""Put hold clocks that ran out on record."""

from datetime import datetime

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.materials import clocks
from cellpark.materials.container_events import ClockBreached
from cellpark.materials.models import Container
from cellpark.materials.rows import lock_one, write
from cellpark.materials.states import ClockKind

BATCH = 100


def notice_breaches(*, actor: Actor, at: datetime | None = None) -> int:
    """Record every breach that is due at ``at`` once, one container a transaction; returns how many (T10).

    The worker calls it every few seconds. Whoever listens to ``materials.container.clock_breached`` opens the
    exception. Safe to run twice at a time: the second run finds the breach noticed.
    """
    when = at or now()
    due = Container.objects.filter(clock_due_at__lte=when).order_by("clock_due_at").values_list("id", flat=True)
    found = 0
    for identity in list(due[:BATCH]):
        with transaction.atomic():
            row = lock_one(Container, identity)
            for clock in row.clocks:
                ends = clocks.due_at(clock)
                if clock["noticed"] or ends is None or ends > when:
                    continue
                event = ClockBreached(
                    container=row.id,
                    clock=ClockKind(clock["kind"]).value,
                    limit=clocks.limit_of(clock),
                    due_at=ends,
                )
                row, _ = write(
                    Container, row.id, event, actor=actor, organisation=row.organisation_id, row=row, at=when
                )
                found += 1
    return found
