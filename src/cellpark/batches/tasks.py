"""Jobs of batches; the worker finds them here."""

from django.db import connection
from procrastinate.contrib.django import app as jobs

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.batches.actions.watch_times import watch_times


@jobs.periodic(cron="* * * * *")
@jobs.task(name="batches.watch_times", queueing_lock="batches.watch_times", pass_context=False)
def watch(timestamp: int) -> None:  # noqa: ARG001 -- procrastinate hands over when it was due
    """The job, once a minute: exceptions of holds that ran over open themselves (T10)."""
    try:
        with use_scope(EVERYTHING):
            watch_times()
    finally:
        connection.close()
