"""Sign a line clearance: the first of two people, who checked it."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.events import LineSigned
from cellpark.equipment.models import LineClearance
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.signing import Proof, given, keep
from cellpark.kernel.problem import Refused


def sign_clearance(*, actor: Actor, clearance_id: UUID, prepared_id: UUID, proof: Proof) -> LineClearance:
    """Whoever checked the line authenticates again and signs that; a second person has to verify it (P11-8a, 211-3b).

    Signature and change commit together. Raises ``Refused``: a wrong proof, and what ``given`` says.
    """
    actor.require(EquipmentPermission.CLEAR_LINE)
    with transaction.atomic():
        made = given(actor=actor, clearance_id=clearance_id, verb="sign", prepared_id=prepared_id, proof=proof)
        if not isinstance(made, Refused):
            assert actor.person_id is not None, "only a person signs"
            event = LineSigned(clearance=clearance_id, checked_by=actor.person_id, signature=made.signature)
            return keep(made, event, actor=actor, checked_signature=made.signature)
    raise made
