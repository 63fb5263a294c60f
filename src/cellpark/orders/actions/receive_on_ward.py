"""Take a bag over on the ward."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import refuse_any
from cellpark.orders.acting import begin
from cellpark.orders.bedside import Bedside, pair_problems, stopped
from cellpark.orders.rows import record_order
from cellpark.orders.states import Side
from cellpark.orders.transport import delivery_problems
from cellpark.orders.ward_events import WardReceived


def receive_on_ward(*, actor: Actor, order_id: UUID, wristband: str, scan: str, link: UUID | None = None) -> Bedside:
    """The bag stands on the ward of the patient for whom it is: wristband and label are compared (CN-4k2, T1).

    It is no check at the bedside: two qualified people make those afterwards, each with an account. What does not
    belong together stops the act and is on record. Raises ``Refused``: ``lifecycle.step``, a product that was held or
    rejected (T14), a bag that was not taken in from its shipment (CN-4b).
    """
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="receive_on_ward", sides=(Side.HOSPITAL,))
        bag, wrong = pair_problems(order, wristband, scan)
        if wrong or bag is None:
            return stopped(actor, order, "receive_on_ward", wrong)
        refuse_any(delivery_problems(order, bag.id, bag.code))
        event = WardReceived(order=order.id, container=bag.id, code=bag.code, link=link)
        return Bedside(order=record_order(event, actor=actor, organisation=order.organisation_id))
