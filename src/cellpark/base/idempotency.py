"""Acts that run once, however often they are sent: double clicks, retries, stale tabs."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final, LiteralString
from uuid import UUID

from django.conf import settings

from cellpark.base.actor import Actor
from cellpark.base.afterwards import taken_back_with_notes
from cellpark.base.locks import lock_word
from cellpark.base.models.performed_act import PerformedAct
from cellpark.base.prepared import execute_prepared
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused

KEPT: Final = timedelta(days=8)
"""A device that is offline sends within a day, a program for some hours more; the database keeps each row a week."""
PURPOSE: Final = b"cellpark.base.idempotency"

_FIND: LiteralString = "SELECT request_digest, outcome::text FROM base_performedact WHERE actor = %s AND key = %s"
_KEEP: LiteralString = """
INSERT INTO base_performedact (actor, key, request_digest, outcome, performed_at) VALUES (%s, %s, %s, %s::jsonb, %s)
"""

Outcome = Mapping[str, str | int | bool | None]


def once(*, key: UUID, actor: Actor, request: bytes, act: Callable[[], Outcome]) -> Outcome:
    """Run ``act`` and remember its outcome under ``key``; a repetition returns that outcome and does nothing.

    ``request`` are the bytes that were sent; the same key with other bytes is refused
    (``base.idempotency.reused``). Act and memory commit together.
    """
    digest = digest_of(hashlib.sha256(request).digest())
    with taken_back_with_notes():
        lock_word(f"act/{actor.reference}/{key}")
        done = execute_prepared(_FIND, [actor.reference, key]).fetchone()
        if done is not None:
            if not hmac.compare_digest(bytes(done[0]), digest):
                raise Refused(Problem("base.idempotency.reused"))
            before: Outcome = json.loads(done[1])
            return before
        outcome = act()
        execute_prepared(_KEEP, [actor.reference, key, digest, json.dumps(dict(outcome)), now()])
        return outcome


def outcome_of(*, key: UUID, actor: Actor) -> Outcome | None:
    """What the actor's act with this key answered; None when it was not done."""
    done = execute_prepared(_FIND, [actor.reference, key]).fetchone()
    return None if done is None else json.loads(done[1])


def digest_of(sha256: bytes) -> bytes:
    """What is kept of a request: the HMAC of its SHA-256 under a key that is made from the site's secret.

    The secret lies in the keys folder and not in the database; with another one, what was sent before is refused as
    something else and never done twice.
    """
    key = hmac.digest(settings.SECRET_KEY.encode(), PURPOSE, "sha256")
    return hmac.digest(key, sha256, "sha256")


def forget_acts() -> int:
    """Forget what was answered so long ago that no retry can come; returns how many."""
    gone, _by_kind = PerformedAct.objects.filter(performed_at__lt=now() - KEPT).delete()
    return gone
