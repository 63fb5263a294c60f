"""Jobs of companies; the worker finds them here."""

from django.db import connection
from procrastinate.contrib.django import app as jobs

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.companies.actions.state_need import expire_needs


@jobs.periodic(cron="*/10 * * * *", periodic_id="companies.expire_needs")
@jobs.task(name="companies.expire_needs", queueing_lock="companies.expire_needs", pass_context=False)
def expire(timestamp: int) -> None:  # noqa: ARG001 -- procrastinate hands over when it was due
    """The job, every ten minutes: a day begins in the site's zone, not at the server's midnight."""
    try:
        with use_scope(EVERYTHING):
            expire_needs(actor=Actor.system("companies"))
    finally:
        connection.close()
