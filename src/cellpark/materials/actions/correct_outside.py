"""Correct an operation that belongs to no batch."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused
from cellpark.materials.actions.correct_operation import correct_operation
from cellpark.materials.amending import Amended
from cellpark.materials.models import Operation
from cellpark.materials.permissions import MaterialsPermission


def correct_outside(
    *, actor: Actor, operation_id: UUID, change: Amended, reason: str, at: datetime | None = None
) -> Operation:
    """Say what was really moved where no batch record says it too, with the reason (T11, CN-1c, P11-8b).

    What a batch did is corrected in its record, where signatures and checks rest on it. Raises ``Refused``:
    ``materials.correction.in_batch``, ``materials.correction.not_there``, and what ``correct_operation`` refuses.
    """
    actor.require(MaterialsPermission.CORRECT)
    with transaction.atomic():
        old: Operation = Operation.ever.get(id=operation_id)
        if old.batch is not None:
            raise Refused(Problem("materials.correction.in_batch", {"step": old.step or "\u2013"}, rule="T11"))
        taken = {UUID(str(each["container"])) for each in old.consumed}
        moved = taken | {UUID(str(each["container"])) for each in old.produced if each["quantity"] is not None}
        if change.container not in (taken if change.instead is not None else moved):
            raise Refused(Problem("materials.correction.not_there", rule="T11"))
        return correct_operation(actor=actor, operation_id=operation_id, changes=[change], reason=reason, at=at)
