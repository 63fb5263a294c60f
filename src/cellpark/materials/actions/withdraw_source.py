"""Take a hospital or vendor off the list."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.materials.events import SourceWithdrawn
from cellpark.materials.models import Source
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import reason_problems


def withdraw_source(*, actor: Actor, source_id: UUID, reason: str) -> Source:
    """Nothing more is taken from this source (CN-4a). Raises ``Refused(materials.source.not_approved)``."""
    actor.require(MaterialsPermission.APPROVE_SOURCE)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = lock_one(Source, source_id)
        if row.approved_until is None:
            raise Refused(Problem("materials.source.not_approved", {"name": row.name}))
        event = SourceWithdrawn(source=row.id)
        written, _ = write(Source, row.id, event, actor=actor, organisation=row.organisation_id, row=row, reason=reason)
    return written
