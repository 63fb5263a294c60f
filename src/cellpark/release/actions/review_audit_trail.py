"""Review the audit trail of a batch."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.batches.public import BatchState, state_of
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.release.covered import covered, digest_of_heads
from cellpark.release.desk import sit_down
from cellpark.release.events import TrailReviewed
from cellpark.release.models import BatchDisposition
from cellpark.release.permissions import ReleasePermission
from cellpark.release.rules import texts_problems


def review_audit_trail(
    *, actor: Actor, batch_id: UUID, trail: str, finding: str, seen_version: int | None = None
) -> BatchDisposition:
    """Somebody who took no part has read every entry of the batch, and what stands beside it (A11-2e2).

    That are its exceptions, samples, tests, investigations, readings of the environment, cleared lines, labels and what
    was brought for it; ``trail`` is what ``trail_seen`` gave when they were shown, so that nothing is reviewed unseen.

    What comes later opens the line of the checklist again. Raises ``Refused``: a batch that still runs,
    ``release.trail.moved`` when entries came since the page was read, ``release.trail.participant``.
    """
    actor.require(ReleasePermission.REVIEW_TRAIL)
    assert actor.person_id is not None, "a trail is read by a person"
    with transaction.atomic():
        desk = sit_down(actor, batch_id, seen_version=seen_version)
        _plan, state = state_of(desk.batch)
        problems = texts_problems(finding=finding)
        if desk.batch.state not in (BatchState.FINISHED, BatchState.ABORTED):
            problems.append(Problem("release.batch.unfinished", {"number": desk.batch.number}, rule="211-4a"))
        seen = covered(desk.batch, state)
        if trail != digest_of_heads(seen.heads):
            problems.append(Problem("release.trail.moved", rule="A11-2e2"))
        if actor.reference in seen.people:
            problems.append(Problem("release.trail.participant", {"number": desk.batch.number}, rule="A11-2e2"))
        refuse_any(problems)
        desk.record(
            TrailReviewed(batch=batch_id, heads=dict(seen.heads), reviewer=actor.person_id, finding=finding.strip())
        )
    return desk.file
