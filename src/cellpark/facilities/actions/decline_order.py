"""Say that an order is not the park's to mend."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.facilities.events import OrderDeclined
from cellpark.facilities.models import WorkOrder
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.rows import locked_order, write_order
from cellpark.facilities.rules import reason_problems
from cellpark.facilities.sides import require_office
from cellpark.facilities.states import ORDER_LIFECYCLE, Side
from cellpark.kernel.problem import refuse_any


def decline_order(*, actor: Actor, order_id: UUID, reason: str) -> WorkOrder:
    """Decline what was reported, with the reason that its reporter reads. Raises ``Refused(lifecycle.step)``."""
    actor.require(FacilityPermission.WORK)
    refuse_any(reason_problems(reason, field="reason"))
    with transaction.atomic():
        row = locked_order(order_id)
        require_office(actor, row, FacilityPermission.WORK)
        ORDER_LIFECYCLE.step(row.state, "decline")
        event = OrderDeclined(order=row.id, side=Side.PARK, person=actor.person_id)
        return write_order(event, actor=actor, organisation=row.organisation_id, reason=reason.strip())
