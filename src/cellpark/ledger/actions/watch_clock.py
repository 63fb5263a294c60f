"""Look at the clock, and record a jump (T18)."""

import time

from django.db import connection, transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import clock
from cellpark.ledger.actions.append import Recorded, record
from cellpark.ledger.clock_watch import ClockWatch
from cellpark.ledger.events import ClockJumped

STREAM = "system/clock"


def watch_clock(*, watch: ClockWatch, actor: Actor, steady_s: float | None = None) -> Recorded | None:
    """Compare the clocks; the recorded event when the wall clock jumped, else None.

    ``steady_s`` is the steady clock's reading (default: the machine's own), see ``ClockWatch.look``.
    """
    with use_scope(EVERYTHING), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT recorded_at FROM ledger_event ORDER BY rid DESC LIMIT 1")
            row = cursor.fetchone()
        jump = watch.look(
            wall=clock().now(),
            steady_s=time.monotonic() if steady_s is None else steady_s,
            newest_record=row[0] if row else None,
        )
        if jump is None:
            return None
        event = ClockJumped(
            by_ms=round(jump.by.total_seconds() * 1000),
            against=jump.against,
            clock_showed=jump.showed,
            expected=jump.expected,
        )
        return record(stream=STREAM, event=event, actor=actor, organisation=None)
