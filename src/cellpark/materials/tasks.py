"""Jobs of this app; the worker finds them here."""

from django.db import connection
from procrastinate.contrib.django import app as jobs

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.materials.actions.notice_breaches import BATCH, notice_breaches


@jobs.periodic(cron="* * * * *", periodic_id="materials.notice_breaches")
@jobs.task(name="materials.notice_breaches", queueing_lock="materials.notice_breaches")
def notice(timestamp: int) -> None:  # noqa: ARG001 -- the queue names the minute for which it calls
    """The job: look every minute which hold clocks ran out (T10), then give back the connection."""
    try:
        with use_scope(EVERYTHING):
            while notice_breaches(actor=Actor.system("worker")) >= BATCH:
                pass
    finally:
        connection.close()
