"""What of the release desk waits for somebody, on the first page after sign-in."""

from django.urls import reverse

from cellpark.base.actor import Actor
from cellpark.release.public import ReleasePermission, release_queue
from cellpark.web.areas.release.words import WAITS, disposition
from cellpark.web.pages.waiting import Task

SHOWN_MAX = 8
ACTS = (ReleasePermission.REVIEW_TRAIL, ReleasePermission.CERTIFY, ReleasePermission.INFORM)


def tasks(actor: Actor) -> list[Task]:
    """The batches that wait for a review, a decision or a word to the physician."""
    if not any(actor.may(each) for each in ACTS):
        return []
    return [
        Task(
            f"{each.batch.number}: {WAITS[each.waits]}",
            str(disposition(each.state).label),
            reverse("release_batch", args=[each.batch.id]),
            "waiting",
            each.due_at,
        )
        for each in release_queue()[:SHOWN_MAX]
    ]


TASKS = tasks
