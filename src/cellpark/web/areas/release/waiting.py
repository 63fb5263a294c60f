"""What of the release desk waits for somebody, on the first page after sign-in."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.orders.public import OrderPermission
from cellpark.release.public import ReleasePermission, records_to_read, release_queue
from cellpark.web.areas.release.words import WAITS, disposition, named_words
from cellpark.web.pages.waiting import Task

SHOWN_MAX = 8
ACTS = (ReleasePermission.REVIEW_TRAIL, ReleasePermission.CERTIFY, ReleasePermission.INFORM)


def tasks(actor: Actor) -> list[Task]:
    """The batches that wait for a review, a decision or a word to the physician; the sponsor's review of others'."""
    return [*_of_the_sponsor(actor), *_at_the_desk(actor)][:SHOWN_MAX]


def _of_the_sponsor(actor: Actor) -> list[Task]:
    if not actor.may(OrderPermission.COSIGN):
        return []
    words = _("Read the record, then cosign it")
    return [
        Task(
            named_words(row.batch_number, words),
            f"{row.product} · {row.coi}",
            reverse("glass_room", args=[row.id]),
            "waiting",
            None,
        )
        for row in records_to_read(actor, own=False)[:SHOWN_MAX]
    ]


def _at_the_desk(actor: Actor) -> list[Task]:
    if not any(actor.may(each) for each in ACTS):
        return []
    return [
        Task(
            named_words(each.batch.number, WAITS[each.waits]),
            str(disposition(each.state).label),
            reverse("release_batch", args=[each.batch.id]),
            "waiting",
            each.due_at,
        )
        for each in release_queue(SHOWN_MAX)[:SHOWN_MAX]
    ]


TASKS = tasks
