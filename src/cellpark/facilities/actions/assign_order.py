"""Say who does it."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.facilities.events import OrderAssigned
from cellpark.facilities.models import WorkOrder
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.queries import staff_of
from cellpark.facilities.rows import locked_order, write_order
from cellpark.facilities.rules import assignee_problems
from cellpark.facilities.sides import require_office
from cellpark.facilities.states import ORDER_LIFECYCLE, Side
from cellpark.kernel.problem import Problem, Refused, refuse_any


def assign_order(*, actor: Actor, order_id: UUID, assignee_id: UUID | None = None, contractor: str = "") -> WorkOrder:
    """One of the park's people, or a firm by its name. Raises ``Refused``: ``facilities.assignee....``."""
    actor.require(FacilityPermission.WORK)
    refuse_any(assignee_problems(is_named=assignee_id is not None, contractor=contractor))
    with transaction.atomic():
        row = locked_order(order_id)
        require_office(actor, row, FacilityPermission.WORK)
        ORDER_LIFECYCLE.step(row.state, "assign")
        if assignee_id is not None and assignee_id not in staff_of(row.organisation_id):
            raise Refused(Problem("facilities.assignee.unknown", field="assignee"))
        event = OrderAssigned(
            order=row.id,
            side=Side.PARK,
            person=actor.person_id,
            assignee=assignee_id,
            contractor=contractor.strip(),
        )
        return write_order(event, actor=actor, organisation=row.organisation_id)
