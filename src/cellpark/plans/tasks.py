"""Jobs of plans; the worker finds them here."""

from uuid import UUID

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as jobs

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.plans.actions.hold_slot import expire_holds
from cellpark.plans.working import ATTEMPTS_MAX, carry_out


@jobs.task(name="plans.carry_out", retry=RetryStrategy(max_attempts=ATTEMPTS_MAX, exponential_wait=4))
def work(*, work_id: str) -> None:
    """The job: draw up, change or count, then give back the connection of the worker's thread."""
    try:
        with use_scope(EVERYTHING):
            carry_out(UUID(work_id))
    finally:
        connection.close()


@jobs.periodic(cron="*/10 * * * *", periodic_id="plans.expire_holds")
@jobs.task(name="plans.expire_holds", queueing_lock="plans.expire_holds")
def expire(timestamp: int) -> None:  # noqa: ARG001 -- the queue names the minute for which it calls
    """The job, every ten minutes: slots of orders that were not submitted in time are free again."""
    try:
        with use_scope(EVERYTHING):
            expire_holds()
    finally:
        connection.close()
