"""Jobs of leases; the worker finds them here."""

from django.db import connection
from procrastinate.contrib.django import app as jobs

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.leases.actions.keep_leases import keep_leases


@jobs.periodic(cron="*/10 * * * *", periodic_id="leases.keep_leases")
@jobs.task(name="leases.keep_leases", queueing_lock="leases.keep_leases", pass_context=False)
def keep(timestamp: int) -> None:  # noqa: ARG001 -- procrastinate hands over when it was due
    """The job, every ten minutes: a day begins in the site's zone, not at the server's midnight."""
    try:
        with use_scope(EVERYTHING):
            keep_leases()
    finally:
        connection.close()
