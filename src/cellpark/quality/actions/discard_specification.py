"""Give up a version before it is in force."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.quality.events import SpecificationDiscarded
from cellpark.quality.models import Specification
from cellpark.quality.permissions import QualityPermission
from cellpark.quality.rows import keep, locked
from cellpark.quality.rules import reason_problems
from cellpark.quality.states import SPECIFICATION_LIFECYCLE


def discard_specification(
    *, actor: Actor, specification_id: UUID, reason: str, seen_version: int | None = None
) -> Specification:
    """The text stays readable and is never in force; its number is not given again."""
    actor.require(QualityPermission.WRITE_SPECIFICATION)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = locked(Specification, specification_id, seen=seen_version)
        after = SPECIFICATION_LIFECYCLE.step(row.state, "discard").value
        keep(row, SpecificationDiscarded(specification=row.id), actor=actor, reason=reason, state=after)
    return row
