"""Jobs of the plumbing; the worker finds them here."""

from django.db import connection
from procrastinate.contrib.django import app as jobs

from cellpark.base.idempotency import forget_acts
from cellpark.base.outbox import deliver

__all__ = ["deliver", "forget"]


@jobs.periodic(cron="23 * * * *", periodic_id="base.forget_acts")
@jobs.task(name="base.forget_acts", queueing_lock="base.forget_acts")
def forget(timestamp: int) -> None:  # noqa: ARG001 -- the queue names the minute for which it calls
    """The job: forget every hour the answers that nobody can ask for again, then give back the connection."""
    try:
        forget_acts()
    finally:
        connection.close()
