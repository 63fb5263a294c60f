"""Jobs of bookings; the worker finds them here."""

from django.db import connection
from procrastinate.contrib.django import app as jobs

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.booking.actions.keep_time import keep_time


@jobs.periodic(cron="* * * * *", periodic_id="booking.keep_time")
@jobs.task(name="booking.keep_time", queueing_lock="booking.keep_time", pass_context=False)
def keep(timestamp: int) -> None:  # noqa: ARG001 -- procrastinate hands over when it was due
    """The job, once a minute: offers end, bookings into which nobody came are released, uses are charged."""
    try:
        with use_scope(EVERYTHING):
            keep_time()
    finally:
        connection.close()
