"""Collect the patient's cells."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.identifiers.isbt128 import parse_din
from cellpark.kernel.problem import refuse_any
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import Material, MaterialsPermission, expect_container
from cellpark.orders.acting import begin, lent, qualified_problems, site_problems
from cellpark.orders.bedside import Bedside, kit_problems, stopped, wristband_problems
from cellpark.orders.events import Bag, OrderCollected
from cellpark.orders.models import Therapy, TreatmentOrder
from cellpark.orders.rows import record_order
from cellpark.orders.rules import COLLECTION, bags_problems
from cellpark.orders.states import Side


def collect_cells(
    *,
    actor: Actor,
    order_id: UUID,
    wristband: str,
    kit: str,
    din: str,
    volumes: Sequence[Quantity],
    collected_at: datetime | None = None,
) -> Bedside:
    """The numbers on the wristband and on the kit are compared first; another one stops the act and is on record.

    The kit's bags carry the labels of one chain of identity: somebody else's kit is somebody else's label (CN-4k2, T1).
    Each bag becomes a container of the maker, with the chain of identity and the donation number ``din`` for its label
    (CN-4b2). A repeated collection adds another donation under the same chain. Raises ``Refused``: a malformed number,
    a hospital or a person that is not qualified (CN-4a).
    """
    at = collected_at or now()
    donation = parse_din(din.replace(" ", "")).number
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="collect", sides=(Side.HOSPITAL,))
        refuse_any(
            [
                *site_problems(order.therapy_id, order.hospital_id, at.date()),
                *qualified_problems(actor, order.hospital_id, COLLECTION, at),
                *bags_problems(volumes, at, now()),
            ]
        )
        wrong = [*wristband_problems(order, wristband), *kit_problems(order, kit)]
        if wrong:
            return stopped(actor, order, "collect", wrong)
        bags = _announced(actor, order, donation, volumes)
        event = OrderCollected(order=order.id, din=donation, bags=bags, collected_at=at)
        return Bedside(order=record_order(event, actor=actor, organisation=order.organisation_id))


def _announced(actor: Actor, order: TreatmentOrder, din: str, volumes: Sequence[Quantity]) -> tuple[Bag, ...]:
    """The bags as containers of the maker, expected there."""
    therapy: Therapy = Therapy.objects.get(id=order.therapy_id)
    made = []
    with widened(order.organisation_id):
        material: Material = Material.objects.get(organisation_id=order.organisation_id, code=therapy.starting_material)
        for volume in volumes:
            container = expect_container(
                actor=lent(actor, MaterialsPermission.EXPECT),
                material_id=material.id,
                quantity=volume,
                coi=order.coi,
                din=din,
            )
            made.append(Bag(container=container.id, code=container.code, volume=volume))
    return tuple(made)
