"""The first of two people compares patient and bag."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.kernel.problem import refuse_any
from cellpark.orders.acting import begin, qualified_problems
from cellpark.orders.bedside import Bedside, pair_problems, stopped
from cellpark.orders.events import BedsideChecked
from cellpark.orders.rows import record_order
from cellpark.orders.rules import INFUSION, thaw_problems
from cellpark.orders.slots import distances_of, span
from cellpark.orders.states import Side
from cellpark.orders.transport import delivery_problems


def check_bedside(*, actor: Actor, order_id: UUID, wristband: str, scan: str, thawed_at: datetime) -> Bedside:
    """Wristband and bag are scanned by the first person (CN-4k2, T1); ``thawed_at`` starts the hold after thaw (T10).

    What does not belong together stops the act and is on record. Raises ``Refused``: somebody who is not qualified, a
    bag that waited too long, or was not taken in from its shipment (CN-4b).
    """
    at = now()
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="check_bedside", sides=(Side.HOSPITAL,))
        limit = span(distances_of(order.distances).after_thaw_max)
        refuse_any(
            [
                *qualified_problems(actor, order.hospital_id, INFUSION, at),
                *thaw_problems(thawed_at, limit, at),
            ]
        )
        bag, wrong = pair_problems(order, wristband, scan)
        if wrong or bag is None:
            return stopped(actor, order, "check_bedside", wrong)
        refuse_any(delivery_problems(order, bag.id, bag.code))
        event = BedsideChecked(
            order=order.id, container=bag.id, code=bag.code, thawed_at=thawed_at, person=actor.person_id
        )
        return Bedside(order=record_order(event, actor=actor, organisation=order.organisation_id))
