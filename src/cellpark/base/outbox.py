"""Effects that follow an event: queued in the same transaction, run by the worker, done once per event and subscriber.

Who listens to what stands in ``cellpark.config.subscriptions``; nobody listens by signal.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils.module_loading import import_string
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as jobs

from cellpark.base.models.delivery import Delivery
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now

Subscriber = Callable[[UUID], None]


def subscriptions() -> Mapping[str, tuple[str, ...]]:
    """Event type -> dotted paths of subscribers."""
    found: Mapping[str, tuple[str, ...]] = import_module(settings.CELLPARK_SUBSCRIPTIONS).SUBSCRIPTIONS
    return found


def announce(event_type: str, event_id: UUID) -> None:
    """Queue the effects of an event. The jobs commit with the event or not at all."""
    for subscriber in subscriptions().get(event_type, ()):
        deliver.configure(queueing_lock=f"{subscriber}/{event_id}").defer(subscriber=subscriber, event_id=str(event_id))


@jobs.task(name="base.deliver", retry=RetryStrategy(max_attempts=8, exponential_wait=2))
def deliver(*, subscriber: str, event_id: str) -> None:
    """The job: carry the event out, then give back the connection of the worker's thread."""
    try:
        carry_out(subscriber=subscriber, event_id=event_id)
    finally:
        connection.close()


def carry_out(*, subscriber: str, event_id: str) -> None:
    """Let ``subscriber`` deal with the event; its work and the mark that it was done commit together."""
    with use_scope(EVERYTHING), transaction.atomic():
        if Delivery.objects.filter(event_id=UUID(event_id), subscriber=subscriber).exists():
            return
        Delivery.objects.create(event_id=UUID(event_id), subscriber=subscriber, delivered_at=now())
        handler: Callable[[UUID], Any] = import_string(subscriber)
        handler(UUID(event_id))
