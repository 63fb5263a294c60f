"""Send the collection kit."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.orders.acting import begin
from cellpark.orders.events import KitSent
from cellpark.orders.models import TreatmentOrder
from cellpark.orders.rows import record_order
from cellpark.orders.rules import REFERENCE
from cellpark.orders.states import Side


def send_kit(*, actor: Actor, order_id: UUID, kit: str) -> TreatmentOrder:
    """The kit with bags and labels of this chain of identity leaves for the hospital. Raises ``Refused``."""
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="send_kit", sides=(Side.MAKER,))
        wrong = (
            [] if REFERENCE.fullmatch(kit) else [Problem("orders.reference.malformed", {"item": "kit"}, field="kit")]
        )
        refuse_any(wrong)
        return record_order(KitSent(order=order.id, kit=kit), actor=actor, organisation=order.organisation_id)
