"""Record that the physician was told of a late result."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.release.desk import sit_down
from cellpark.release.events import PhysicianInformed
from cellpark.release.models import BatchDisposition
from cellpark.release.permissions import ReleasePermission
from cellpark.release.rules import texts_problems


def inform_physician(*, actor: Actor, batch_id: UUID, how: str, seen_version: int | None = None) -> BatchDisposition:
    """How the treating physician was told that a result failed after the first stage (ATMP-2b, CN-4j).

    Raises ``Refused``: ``release.physician.nothing_to_tell``, ``release.physician.told_already``.
    """
    actor.require(ReleasePermission.INFORM)
    with transaction.atomic():
        desk = sit_down(actor, batch_id, seen_version=seen_version)
        problems = texts_problems(how=how)
        if desk.file.inform_due_at is None:
            problems.append(Problem("release.physician.nothing_to_tell", rule="ATMP-2b"))
        elif desk.file.informed_at is not None:
            problems.append(Problem("release.physician.told_already", rule="ATMP-2b"))
        refuse_any(problems)
        desk.record(PhysicianInformed(batch=batch_id, how=how.strip()))
    return desk.file
