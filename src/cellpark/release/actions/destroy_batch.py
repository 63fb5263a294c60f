"""Record that what was left of a batch was destroyed; a witness confirms it."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.release.desk import sit_down
from cellpark.release.destruction import locked_left_of, refuse_absent
from cellpark.release.events import DestructionRecorded
from cellpark.release.models import BatchDisposition
from cellpark.release.permissions import ReleasePermission
from cellpark.release.rules import texts_problems


def destroy_batch(*, actor: Actor, batch_id: UUID, how: str, seen_version: int | None = None) -> BatchDisposition:
    """The first of two people: which containers of a batch that was rejected or called back, how much, and how.

    Nothing counts as destroyed before ``witness_destruction``. Raises ``Refused``: ``lifecycle.step``,
    ``release.destruction.away`` for what is on the road or with somebody else, ``.nothing_left``.
    """
    actor.require(ReleasePermission.DESTROY)
    refuse_any(texts_problems(how=how))
    assert actor.person_id is not None, "a person destroys"
    with transaction.atomic():
        desk = sit_down(actor, batch_id, seen_version=seen_version)
        actor.require(desk.transition("destroy").permission)
        containers = locked_left_of(batch_id)
        if not containers:
            raise Refused(Problem("release.destruction.nothing_left", {"number": desk.batch.number}, rule="LBL-5"))
        refuse_absent(containers)
        event = DestructionRecorded(batch=batch_id, person=actor.person_id, how=how.strip(), containers=containers)
        desk.record(event)
    return desk.file
