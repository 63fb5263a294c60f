"""Jobs of utilities; the worker finds them here."""

from uuid import UUID

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as jobs

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.utilities.actions.continue_closing import continue_closing

ATTEMPTS_MAX = 5


@jobs.task(name="utilities.closing", retry=RetryStrategy(max_attempts=ATTEMPTS_MAX, exponential_wait=4))
def close(*, period_id: str) -> None:
    """The job: carry a closing on to its end, then give back the connection of the worker's thread."""
    try:
        with use_scope(EVERYTHING):
            continue_closing(actor=Actor.system("utilities"), period_id=UUID(period_id))
    finally:
        connection.close()
