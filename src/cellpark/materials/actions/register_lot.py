"""Enter a lot; it begins in quarantine."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.locks import lock_word
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.materials.events import LotRegistered
from cellpark.materials.models import Lot, Material
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import write
from cellpark.materials.rules import code_problems


def register_lot(
    *,
    actor: Actor,
    material_id: UUID,
    number: str,
    vendor: str = "",
    expires_at: datetime | None = None,
) -> Lot:
    """Enter a lot of a material; whoever enters it has received it and cannot release it (CN-4c).

    ``expires_at`` is the first instant at which it may no longer be used. Raises ``Refused(materials.lot.twice)``.
    """
    actor.require(MaterialsPermission.REGISTER_LOT)
    refuse_any(code_problems(number, field="number", limit=80))
    with transaction.atomic():
        material: Material = Material.objects.get(id=material_id)
        lock_word(f"lot-number/{material_id}/{number}")
        if Lot.objects.filter(material_id=material_id, number=number).exists():
            raise Refused(Problem("materials.lot.twice", {"number": number}, field="number"))
        identity = new_id()
        event = LotRegistered(
            lot=identity,
            material=material_id,
            number=number,
            vendor=vendor,
            expires_at=expires_at,
            received_by=actor.person_id,
        )
        written, _ = write(Lot, identity, event, actor=actor, organisation=material.organisation_id)
    return written
