"""Jobs of release; the worker finds them here."""

from django.db import connection
from procrastinate.contrib.django import app as jobs

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.release.actions.notice_late_results import notice_late_results


@jobs.periodic(cron="*/5 * * * *")
@jobs.task(name="release.notice_late_results", queueing_lock="release.notice_late_results", pass_context=False)
def notice(timestamp: int) -> None:  # noqa: ARG001 -- procrastinate hands over when it was due
    """The job, every five minutes: the clock of the physician starts when a late result failed (ATMP-2b)."""
    try:
        with use_scope(EVERYTHING):
            notice_late_results()
    finally:
        connection.close()
