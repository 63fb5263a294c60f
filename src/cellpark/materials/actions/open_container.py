"""Open a container: its in-use time begins."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.materials.container_events import ContainerOpened
from cellpark.materials.models import Container
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import time_problems
from cellpark.materials.usable import usable_problems


def open_container(*, actor: Actor, container_id: UUID, at: datetime | None = None) -> Container:
    """Open what may be used (T4). Raises ``Refused``: ``materials.container.open_already`` and reasons of T4."""
    actor.require(MaterialsPermission.HANDLE)
    when = at or now()
    refuse_any(time_problems(when, now()))
    with transaction.atomic():
        row = lock_one(Container, container_id)
        refuse_any(usable_problems(row, when))
        if row.opened_at is not None:
            raise Refused(Problem("materials.container.open_already", {"code": row.code}))
        event = ContainerOpened(container=row.id)
        written, _ = write(Container, row.id, event, actor=actor, organisation=row.organisation_id, row=row, at=when)
    return written
