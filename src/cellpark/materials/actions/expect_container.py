"""Announce a container before it arrives."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.quantity import Quantity
from cellpark.materials.announce import Label, announce
from cellpark.materials.models import Container, Lot, Material
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.states import DonorState


def expect_container(  # noqa: PLR0913 -- what an order says of a container
    *,
    actor: Actor,
    material_id: UUID,
    quantity: Quantity,
    lot_id: UUID | None = None,
    code: str = "",
    scan: str = "",
    coi: str = "",
    din: str = "",
    product_code: str = "",
    division: str = "",
    donor_state: DonorState = DonorState.UNKNOWN,
    expires_at: datetime | None = None,
) -> Container:
    """Announce a container with its identity, which it keeps for ever (CN-4k); cells of a patient need their chain.

    ``scan`` is what its label says, where the label is known beforehand. Raises ``Refused(materials.container....)``.
    """
    actor.require(MaterialsPermission.EXPECT)
    with transaction.atomic():
        return announce(
            actor=actor,
            material=Material.objects.get(id=material_id),
            lot=None if lot_id is None else Lot.objects.get(id=lot_id),
            quantity=quantity,
            label=Label(code=code, scan=scan, coi=coi, din=din, product_code=product_code, division=division),
            donor_state=donor_state,
            expires_at=expires_at,
        )
