"""Say that something is mended."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.facilities.actions.wait_for_tenant import end_wait
from cellpark.facilities.events import WorkFinished
from cellpark.facilities.models import WorkOrder
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.rows import locked_order, write_order
from cellpark.facilities.rules import reason_problems
from cellpark.facilities.sides import require_office
from cellpark.facilities.states import ORDER_LIFECYCLE, Side
from cellpark.kernel.problem import refuse_any


def finish_work(*, actor: Actor, order_id: UUID, done: str) -> WorkOrder:
    """The clock stops and nobody is waited for; ``done`` says what was done. Raises ``Refused(lifecycle.step)``."""
    actor.require(FacilityPermission.WORK)
    refuse_any(reason_problems(done, field="done"))
    with transaction.atomic():
        row = locked_order(order_id)
        require_office(actor, row, FacilityPermission.WORK)
        ORDER_LIFECYCLE.step(row.state, "finish")
        row = end_wait(row, side=Side.PARK, actor=actor)
        event = WorkFinished(order=row.id, side=Side.PARK, person=actor.person_id)
        return write_order(event, actor=actor, organisation=row.organisation_id, reason=done.strip())
