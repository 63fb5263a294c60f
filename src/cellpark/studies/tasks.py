"""Jobs of studies; the worker finds them here."""

from uuid import UUID

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as jobs

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.studies.working import ATTEMPTS_MAX, carry_out


@jobs.task(name="studies.carry_out", retry=RetryStrategy(max_attempts=ATTEMPTS_MAX, exponential_wait=4))
def work(*, study_id: str) -> None:
    """The job: work the study out, then give back the connection of the worker's thread."""
    try:
        with use_scope(EVERYTHING):
            carry_out(UUID(study_id))
    finally:
        connection.close()
