"""Verify that a line is clear: the second of two people."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.events import LineVerified
from cellpark.equipment.models import LineClearance
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.signing import Proof, given, keep
from cellpark.kernel.problem import Refused


def verify_clearance(*, actor: Actor, clearance_id: UUID, prepared_id: UUID, proof: Proof) -> LineClearance:
    """Somebody else found the same, authenticates again and signs: the clearance is in force (211-3b, T5, T8, P11-8a).

    Signature and change commit together. Raises ``Refused``: a wrong proof, and what ``given`` says.
    """
    actor.require(EquipmentPermission.CLEAR_LINE)
    with transaction.atomic():
        made = given(actor=actor, clearance_id=clearance_id, verb="verify", prepared_id=prepared_id, proof=proof)
        if not isinstance(made, Refused):
            assert actor.person_id is not None, "only a person signs"
            event = LineVerified(clearance=clearance_id, verified_by=actor.person_id, signature=made.signature)
            signed = {"verified_by": actor.person_id, "verified_at": made.at, "verified_signature": made.signature}
            return keep(made, event, actor=actor, **signed)
    raise made
