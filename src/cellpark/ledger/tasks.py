"""Jobs of the ledger; the worker finds them here."""

import time
from uuid import UUID

from django.db import connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as jobs

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.ledger.actions.make_checkpoint import make_checkpoint
from cellpark.ledger.actions.seal import POLL_S, seal
from cellpark.ledger.models import Checkpoint, Leaf

WAIT_S = 20.0


class NotSealedYet(Exception):  # noqa: N818 -- the name says what happened
    """A transaction that began before the event is still open; the job is tried again later."""


@jobs.task(name="ledger.checkpoint_covering", retry=RetryStrategy(max_attempts=10, exponential_wait=2))
def checkpoint_covering(*, event_id: str) -> None:
    """The job: sign a checkpoint that covers the event, then give back the connection of the worker's thread."""
    try:
        cover(UUID(event_id))
    finally:
        connection.close()


def cover(event_id: UUID, *, wait_s: float = WAIT_S) -> None:
    """Seal until the event has its leaf, then sign; nothing when a checkpoint covers it already.

    Must run outside a transaction. Raises ``NotSealedYet`` after ``wait_s`` seconds, and ``Refused`` as
    ``make_checkpoint`` does.
    """
    until = time.monotonic() + wait_s
    with use_scope(EVERYTHING):
        while (place := _place(event_id)) is None:
            seal()
            if _place(event_id) is None:
                if time.monotonic() >= until:
                    raise NotSealedYet(str(event_id))
                time.sleep(POLL_S)
        if not Checkpoint.objects.filter(size__gt=place).exists():
            make_checkpoint(actor=Actor.system("checkpoint"))


def _place(event_id: UUID) -> int | None:
    place: int | None = Leaf.objects.filter(rid__id=event_id).values_list("seq", flat=True).first()
    return place
