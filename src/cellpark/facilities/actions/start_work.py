"""Begin to work on an order."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.facilities.actions.wait_for_tenant import end_wait
from cellpark.facilities.events import WorkStarted
from cellpark.facilities.models import WorkOrder
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.rows import locked_order, write_order
from cellpark.facilities.sides import require_office
from cellpark.facilities.states import ORDER_LIFECYCLE, Side


def start_work(*, actor: Actor, order_id: UUID) -> WorkOrder:
    """The work begins; whoever works waits for nobody. Raises ``Refused(lifecycle.step)``."""
    actor.require(FacilityPermission.WORK)
    with transaction.atomic():
        row = locked_order(order_id)
        require_office(actor, row, FacilityPermission.WORK)
        ORDER_LIFECYCLE.step(row.state, "start")
        row = end_wait(row, side=Side.PARK, actor=actor)
        event = WorkStarted(order=row.id, side=Side.PARK, person=actor.person_id)
        return write_order(event, actor=actor, organisation=row.organisation_id)
