"""What every act on a batch has in common: once, in order, with its own time, and never silent when it is refused.

An act runs in one transaction: lock the stream, judge the act against the state, write, record, let exceptions open
themselves. A refusal rolls that back and is then recorded in a transaction of its own (cgt-manufacturing 4: an illegal
transition is rejected and logged). So acts take their key themselves; they are not wrapped into another ``once``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as default
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.hot import hot_row
from cellpark.base.hot_writes import update_row
from cellpark.base.idempotency import Outcome, once, outcome_of
from cellpark.base.time import now
from cellpark.batches.desk import Desk
from cellpark.batches.gates.people import performer_problems
from cellpark.batches.models import Batch
from cellpark.batches.permissions import BatchPermission
from cellpark.batches.projections import row_of
from cellpark.batches.reading import Kept, keep_state, state_of, stream_of
from cellpark.batches.run.happened import StepRefused
from cellpark.batches.settling import settle
from cellpark.kernel import canonical
from cellpark.kernel.plain import plain
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record

AHEAD_MAX = timedelta(minutes=1)
QUEUED_MAX = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Done:
    """What an act left: the id of its entry (or of the thing it made) and the version of the batch's stream."""

    id: UUID
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One act as it was sent: who, on which batch and step, with which right, in which words, once by ``key``."""

    actor: Actor
    batch_id: UUID
    permission: str
    verb: str
    step: str = ""
    field: str = ""
    at: datetime | None = None
    key: UUID | None = None
    request: Mapping[str, Any] = default(default_factory=dict)


def attempt(said: Attempt, do: Callable[[Desk], UUID], *, first: Callable[[Batch], None] | None = None) -> Done:
    """Run one act. Raises ``NotAllowed``, ``Refused`` (which is on record then) and ``Batch.DoesNotExist``.

    ``first`` gets the batch, runs before the transaction of the act and commits by itself, whatever follows: a scan
    that does not match stays on record as a near miss (T1). It is left out when the act was done before.
    """
    said.actor.require(said.permission)
    batch = hot_row(Batch, said.batch_id)

    def act() -> Outcome:
        desk = sit_down(said, batch)
        refuse_any(_untrained(desk, said))
        made = do(desk)
        settle(desk)
        stand_up(desk)
        return {"id": str(made), "version": desk.version}

    try:
        at_most_now(said.at)
        if first is not None and not was_done(said):
            first(batch)
        if said.key is None:
            with transaction.atomic():
                outcome = act()
        else:
            outcome = once(key=said.key, actor=said.actor, request=bytes_of(said), act=act)
    except Refused as refused:
        keep_refusal(said, batch, refused)
        raise
    return Done(UUID(str(outcome["id"])), int(outcome["version"] or 0))


def _untrained(desk: Desk, said: Attempt) -> list[Problem]:
    """T2, in a step that was begun: the beginning itself asks for more, and in its own order."""
    if said.step not in desk.state.open or said.permission not in (BatchPermission.RUN, BatchPermission.SIGN):
        return []
    return performer_problems(
        plan=desk.plan,
        where=desk.plan.find(said.step),
        actor=said.actor,
        organisation=desk.batch.organisation_id,
        at=desk.at,
        handles=said.permission == BatchPermission.RUN,
    )


def was_done(said: Attempt) -> bool:
    """Whether this very act was sent before and done."""
    if said.key is None:
        return False
    return outcome_of(key=said.key, actor=said.actor) is not None


def at_most_now(at: datetime | None) -> None:
    """An act that waited offline keeps its own time: not in the future, not older than a day (A11-2f, T18)."""
    if at is None:
        return
    present = now()
    if at > present + AHEAD_MAX:
        raise Refused(Problem("batches.time.future", rule="A11-2f"))
    if at < present - QUEUED_MAX:
        raise Refused(Problem("batches.time.too_old", {"hours": QUEUED_MAX // timedelta(hours=1)}, rule="A11-2f"))


def sit_down(said: Attempt, seen: Batch) -> Desk:
    """Lock the batch and read it as it is now; the row that was ``seen`` is still it while the stream has not moved."""
    head = lock_stream(stream_of(seen.id))
    batch = seen if head.version == seen.version else hot_row(Batch, seen.id)
    plan, state = state_of(batch, head)
    return Desk(batch, plan, state, said.actor, min(said.at or now(), now()), head.version)


def stand_up(desk: Desk) -> None:
    """Bring the row of the batch to what its entries say."""
    row = row_of(desk.state, version=desk.version)
    changed = [name for name, value in row.items() if getattr(desk.batch, name) != value]
    for name in changed:
        setattr(desk.batch, name, row[name])
    if changed:
        update_row(desk.batch, changed)
    if desk.hash:
        keep_state(desk.batch.id, Kept(desk.version, desk.hash, desk.state))


def bytes_of(said: Attempt) -> bytes:
    """What was sent, in canonical bytes: the same key with other contents is refused.

    Without its time: an input is sent without one first, and with the plant's when no answer came.
    """
    form = {
        "batch": str(said.batch_id),
        "verb": said.verb,
        "step": said.step,
        "field": said.field,
        "request": dict(said.request),
    }
    return canonical.encode(plain(form))


def keep_refusal(said: Attempt, batch: Batch, refused: Refused) -> None:
    """A refused act is on record as well: what was tried, and which rules stopped it."""
    codes = tuple(dict.fromkeys(problem.code for problem in refused.problems))[:20]
    event = StepRefused(step=said.step[:80], verb=said.verb, field=said.field[:80], codes=codes)
    with transaction.atomic():
        made = record(stream=stream_of(batch.id), event=event, actor=said.actor, organisation=batch.organisation_id)
        Batch.objects.filter(id=batch.id).update(version=made.version)
