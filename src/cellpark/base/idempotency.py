"""Acts that run once, however often they are sent: double clicks, retries, stale tabs."""

import hashlib
from collections.abc import Callable, Mapping
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.locks import lock_word
from cellpark.base.models.performed_act import PerformedAct
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused

Outcome = Mapping[str, str | int | bool | None]


def once(*, key: UUID, actor: Actor, request: bytes, act: Callable[[], Outcome]) -> Outcome:
    """Run ``act`` and remember its outcome under ``key``; a repetition returns that outcome and does nothing.

    ``request`` are the bytes that were sent; the same key with other bytes is refused
    (``base.idempotency.reused``). Act and memory commit together.
    """
    digest = hashlib.sha256(request).digest()
    with transaction.atomic():
        lock_word(f"act/{actor.reference}/{key}")
        done = PerformedAct.objects.filter(key=key, actor=actor.reference).first()
        if done is not None:
            if bytes(done.request_digest) != digest:
                raise Refused(Problem("base.idempotency.reused"))
            return dict(done.outcome)
        outcome = act()
        PerformedAct.objects.create(
            key=key, actor=actor.reference, request_digest=digest, outcome=dict(outcome), performed_at=now()
        )
        return outcome
