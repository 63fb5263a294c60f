"""Plan the batch of an order."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.batches.public import plan_batch, take_slot
from cellpark.orders.acting import begin
from cellpark.orders.events import ManufactureBegun
from cellpark.orders.models import Therapy, TreatmentOrder
from cellpark.orders.rows import record_order
from cellpark.orders.slots import Slots
from cellpark.orders.states import Side


def begin_manufacture(*, actor: Actor, order_id: UUID, number: str, suite: str = "") -> TreatmentOrder:
    """Plan a batch of the therapy's recipe for this chain of identity; with ``suite``, in the planned slot.

    Raises ``Refused``: whatever ``plan_batch`` and ``take_slot`` refuse.
    """
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="manufacture", sides=(Side.MAKER,))
        therapy: Therapy = Therapy.objects.get(id=order.therapy_id)
        batch = plan_batch(
            actor=actor,
            organisation_id=order.organisation_id,
            number=number,
            recipe=therapy.recipe,
            product=therapy.code,
            coi=order.coi,
            example=order.example,
        )
        if suite:
            slots = Slots.of(order)
            assert slots is not None, "an order is signed with its slots"
            take_slot(
                actor=actor,
                batch_id=batch.id,
                suite=suite,
                starts_at=slots.manufacture_from,
                ends_at=slots.manufacture_until,
            )
        event = ManufactureBegun(order=order.id, batch=batch.id, batch_number=batch.number)
        return record_order(event, actor=actor, organisation=order.organisation_id)
