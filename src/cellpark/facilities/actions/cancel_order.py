"""Give an order up."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.facilities.events import OrderCancelled
from cellpark.facilities.models import WorkOrder
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.rows import locked_order, write_order
from cellpark.facilities.rules import reason_problems
from cellpark.facilities.sides import side_of
from cellpark.facilities.states import ORDER_LIFECYCLE, Side
from cellpark.kernel.problem import Problem, Refused, refuse_any


def cancel_order(*, actor: Actor, order_id: UUID, reason: str) -> WorkOrder:
    """Who reported it needs nothing any more. Raises ``Refused``: ``lifecycle.step``, ``facilities.order.reporter``."""
    actor.require(FacilityPermission.REPORT)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = locked_order(order_id)
        side = require_reporter(actor, row)
        ORDER_LIFECYCLE.step(row.state, "cancel")
        event = OrderCancelled(order=row.id, side=side, person=actor.person_id)
        return write_order(event, actor=actor, organisation=row.organisation_id, reason=reason.strip())


def require_reporter(actor: Actor, row: WorkOrder) -> Side:
    """The side that reported the order. Raises ``Refused(facilities.order.reporter)`` for the other one."""
    side = side_of(actor, row)
    reported = row.history[0]["side"]
    if side != reported and not (reported == Side.SYSTEM and side is Side.PARK):
        raise Refused(Problem("facilities.order.reporter", {"code": row.code}))
    return side
