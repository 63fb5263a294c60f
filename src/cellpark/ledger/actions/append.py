"""Append one event to a stream, in the transaction of the act that it records."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from cellpark.base.actor import Actor
from cellpark.base.outbox import announce
from cellpark.base.prepared import execute_prepared
from cellpark.base.time import clock
from cellpark.kernel.identifier import time_ordered_id
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.ledger.payload import Draft, payload_of
from cellpark.ledger.proof.merkle import leaf_hash
from cellpark.ledger.registry import type_of
from cellpark.ledger.stream import Head, lock_stream, remember, remembered

# The head moves only if it still stands where the payload says it stood, and the event is inserted only if it moved: a
# stale head (after a savepoint was rolled back, say) can never leave a gap or a fork.
_APPEND = """
WITH moved AS (
  UPDATE ledger_stream_head SET version = version + 1, hash = %(hash)b, organisation = %(organisation)s
  WHERE stream = %(stream)s AND version = %(known)s::bigint AND hash = %(prev)b RETURNING version)
INSERT INTO ledger_event
  (id, stream, version, type, type_version, actor, organisation, at, recorded_at, payload, prev, hash)
SELECT %(id)s, %(stream)s, version, %(type)s, %(type_version)s, %(actor)s, %(organisation)s, %(at)s, %(recorded_at)s,
  %(payload)b, %(prev)b, %(hash)b FROM moved
"""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event's place in its stream."""

    id: UUID
    stream: str
    version: int
    hash: bytes
    at: datetime


def record(
    *,
    stream: str,
    event: object,
    actor: Actor,
    organisation: UUID | None,
    at: datetime | None = None,
    reason: str | None = None,
    expected_version: int | None = None,
    event_id: UUID | None = None,
) -> Recorded:
    """Append ``event`` to ``stream``; it commits with the act or not at all.

    ``at`` is when it happened (default: now); ``event_id`` is given when a personal block inside is bound to it.
    Raises ``Refused(ledger.stale)`` when the stream is not at ``expected_version``, and
    ``Refused(ledger.owner)`` when it belongs to another organisation.
    """
    assert connection.in_atomic_block, "an event is recorded in the transaction of its act"
    recorded_at = clock().now()
    draft = Draft(
        id=event_id or time_ordered_id(recorded_at),
        event=event,
        actor=actor,
        organisation=organisation,
        at=at or recorded_at,
        recorded_at=recorded_at,
        reason=reason,
    )
    head = remembered(stream)
    if head is None or _refused(head, draft, expected_version):
        head = lock_stream(stream)
    moved = _append(draft, head, expected_version)
    if moved is None:
        moved = _append(draft, lock_stream(stream), expected_version)
    assert moved is not None, "a locked head does not move"
    remember(moved)
    announce(type_of(event).name, draft.id)
    return Recorded(draft.id, stream, moved.version, moved.hash, draft.at)


def _refused(head: Head, draft: Draft, expected_version: int | None) -> list[Problem]:
    if expected_version not in (None, head.version):
        return [Problem("ledger.stale", {"seen": expected_version, "present": head.version})]
    if head.version and head.organisation != draft.organisation:
        return [Problem("ledger.owner", {"stream": head.stream})]
    return []


def _append(draft: Draft, head: Head, expected_version: int | None) -> Head | None:
    refuse_any(_refused(head, draft, expected_version))
    kind = type_of(draft.event)
    payload = payload_of(draft, head)
    digest = leaf_hash(payload)
    values: dict[str, Any] = {
        "id": draft.id,
        "stream": head.stream,
        "known": head.version,
        "type": kind.name,
        "type_version": kind.version,
        "actor": draft.actor.reference,
        "organisation": draft.organisation,
        "at": draft.at,
        "recorded_at": draft.recorded_at,
        "payload": payload,
        "prev": head.hash,
        "hash": digest,
    }
    if execute_prepared(_APPEND, values).rowcount != 1:
        return None
    return Head(head.stream, head.version + 1, digest, draft.organisation)
