"""Jobs of the billing; the worker finds them here."""

from uuid import UUID

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as jobs

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.billing.actions.continue_run import continue_run

ATTEMPTS_MAX = 5


@jobs.task(name="billing.run", retry=RetryStrategy(max_attempts=ATTEMPTS_MAX, exponential_wait=4))
def bill(*, run_id: str) -> None:
    """The job: carry a run on to its end, then give back the connection of the worker's thread."""
    try:
        with use_scope(EVERYTHING):
            continue_run(actor=Actor.system("billing"), run_id=UUID(run_id))
    finally:
        connection.close()
