"""Attach a certificate of analysis to a lot."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.kernel.quantity import Quantity
from cellpark.materials.events import LotCertified
from cellpark.materials.models import Lot
from cellpark.materials.permissions import MaterialsPermission
from cellpark.materials.rows import lock_one, write
from cellpark.materials.rules import again_problems, certificate_problems
from cellpark.materials.states import LotState


def certify_lot(
    *,
    actor: Actor,
    lot_id: UUID,
    file_name: str,
    file_sha256: str,
    attributes: Mapping[str, Quantity],
    reason: str = "",
) -> Lot:
    """Keep the hash of the certificate's file and its values as quantities (``titre``: 2.0e8 TU/mL).

    Recipes read them as ``vec.titre``; nobody copies a number by hand. A second certificate replaces the values and
    needs a reason; the first one stays in the lot's stream. Raises ``Refused(materials.certificate....)``.
    """
    actor.require(MaterialsPermission.REGISTER_LOT)
    refuse_any(certificate_problems(sha256=file_sha256, attributes=attributes))
    with transaction.atomic():
        row = lock_one(Lot, lot_id)
        refuse_any(
            [*again_problems(certified=bool(row.file_sha256), released=row.state == LotState.RELEASED, reason=reason)]
        )
        event = LotCertified(
            lot=row.id, file_name=file_name[:200], file_sha256=file_sha256, attributes=dict(attributes)
        )
        written, _ = write(
            Lot, row.id, event, actor=actor, organisation=row.organisation_id, row=row, reason=reason or None
        )
    return written
