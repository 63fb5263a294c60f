"""Jobs of plays; the worker finds them here."""

from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as jobs
from procrastinate.exceptions import AlreadyEnqueued

from cellpark.kernel.problem import Refused
from cellpark.plays.story.telling import next_telling, plan_after, tell_next

LATER_THAN_ALL_ELSE = -10
PASSWORD = "example-password"  # noqa: S105 -- the name of a file


@jobs.task(name="plays.tell_next_patient", retry=RetryStrategy(max_attempts=4, exponential_wait=4))
def tell_next_patient(*, story: str) -> None:
    """The job: one patient's whole way, then a job for the next one; at last the plan, and the next story.

    What stopped the story stands with its telling.

    A job whose process was killed is taken up again by the next worker, and finds the patient who was not through.
    """
    try:
        with suppress(Refused):
            password = (Path(settings.CELLPARK_KEYS_DIRECTORY) / PASSWORD).read_text(encoding="ascii").strip()
            if tell_next(name=story, password=password) is not None:
                queue_telling(story)
            else:
                plan_after(name=story, password=password)
                following = next_telling()
                if following is not None:
                    queue_telling(following)
    finally:
        connection.close()


def queue_telling(story: str) -> None:
    """Let the worker go on with a story, behind all other work; once, however often it is asked for."""
    queued = tell_next_patient.configure(queueing_lock=f"story/{story}", priority=LATER_THAN_ALL_ELSE)
    with suppress(AlreadyEnqueued):
        queued.defer(story=story)
