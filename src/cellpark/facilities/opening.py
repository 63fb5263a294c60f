"""Opening an order: what a report and an alarm write the same way."""

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import widened
from cellpark.facilities.events import OrderReported
from cellpark.facilities.models import WorkOrder
from cellpark.facilities.projections import ORDERS
from cellpark.facilities.rows import next_number, write_order
from cellpark.facilities.rules_in_force import terms_for
from cellpark.facilities.sides import Spot
from cellpark.leases.public import today
from cellpark.ledger.public import lock_stream


def open_order(
    spot: Spot,
    *,
    actor: Actor,
    kind: str,
    urgency: str,
    title: str,
    text: str = "",
    point: str = "",
    example: bool = False,
) -> WorkOrder:
    """Write an order that was judged; runs inside a transaction."""
    with widened(spot.operator_id):
        identity = new_id()
        number = next_number(WorkOrder, spot.operator_id)
        lock_stream(f"{ORDERS}{identity}")
        event = OrderReported(
            order=identity,
            side=spot.side,
            person=actor.person_id,
            number=number,
            tenant=spot.tenant_id,
            room=spot.room_id,
            place=spot.place,
            kind=kind,
            urgency=urgency,
            title=title.strip(),
            text=text.strip(),
            point=point,
            edition=terms_for(spot.operator_id, today()).since,
            example=example,
        )
        return write_order(event, actor=actor, organisation=spot.operator_id)
