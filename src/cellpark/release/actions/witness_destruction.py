"""Confirm as a witness that what was left of a batch was destroyed."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused
from cellpark.release.desk import sit_down
from cellpark.release.destruction import (
    contents_of,
    destroy_containers,
    locked_left_of,
    recorded_contents,
    refuse_absent,
)
from cellpark.release.events import Destroyed
from cellpark.release.models import BatchDisposition
from cellpark.release.permissions import ReleasePermission


def witness_destruction(*, actor: Actor, batch_id: UUID, seen_version: int | None = None) -> BatchDisposition:
    """The second of two people: the containers are destroyed in their own records too, by both (211-3a, T5).

    Raises ``Refused``: ``lifecycle.step``, ``release.destruction.same_person``, ``.changed`` when others, or
    another quantity of them, are left, ``.away`` when they are elsewhere.
    """
    actor.require(ReleasePermission.WITNESS)
    with transaction.atomic():
        desk = sit_down(actor, batch_id, seen_version=seen_version)
        actor.require(desk.transition("witness").permission)
        first, second, number = desk.file.destroyed_by, actor.person_id, {"number": desk.batch.number}
        assert first is not None, "the destruction was recorded"
        if second is None or first == second:
            raise Refused(Problem("release.destruction.same_person", number, rule="T5"))
        containers = locked_left_of(batch_id)
        if contents_of(containers) != recorded_contents(desk.stream):
            raise Refused(Problem("release.destruction.changed", number, rule="LBL-5"))
        refuse_absent(containers)
        event = Destroyed(
            batch=batch_id,
            how=desk.file.destroyed_how,
            containers=containers,
            destroyed_by=first,
            witnessed_by=second,
        )
        desk.record(event)
        destroy_containers(batch_id, containers, people=(first, second), why=desk.file.destroyed_how[:300])
    return desk.file
