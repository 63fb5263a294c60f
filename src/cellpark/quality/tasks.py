"""Jobs of the laboratory; the worker finds them here."""

from uuid import UUID

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as jobs

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.quality.actions.analyse_tube import analyse_tube


@jobs.task(name="quality.analyse_tube", retry=RetryStrategy(max_attempts=4, exponential_wait=4))
def analyse(*, run_id: str) -> None:
    """The job: one tube, then give back the connection of the worker's thread."""
    try:
        with use_scope(EVERYTHING):
            analyse_tube(actor=Actor.system("quality"), run_id=UUID(run_id))
    finally:
        connection.close()
