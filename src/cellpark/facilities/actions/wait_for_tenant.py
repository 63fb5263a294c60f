"""Wait for the tenant, and go on."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.facilities.events import WaitingBegun, WaitingEnded
from cellpark.facilities.models import WorkOrder
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.rows import locked_order, write_order
from cellpark.facilities.rules import reason_problems
from cellpark.facilities.sides import require_office, side_of
from cellpark.facilities.states import ORDER_LIFECYCLE, Side
from cellpark.kernel.problem import Problem, Refused, refuse_any


def wait_for_tenant(*, actor: Actor, order_id: UUID, reason: str) -> WorkOrder:
    """The park needs something of the tenant, which reads ``reason``; the clock stands still.

    Raises ``Refused``: ``facilities.wait.nobody`` where there is no tenant, ``facilities.wait.already``.
    """
    actor.require(FacilityPermission.WORK)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = locked_order(order_id)
        require_office(actor, row, FacilityPermission.WORK)
        ORDER_LIFECYCLE.step(row.state, "wait")
        if row.tenant_id is None:
            raise Refused(Problem("facilities.wait.nobody"))
        if row.is_waiting:
            raise Refused(Problem("facilities.wait.already"))
        event = WaitingBegun(order=row.id, side=Side.PARK, person=actor.person_id)
        return write_order(event, actor=actor, organisation=row.organisation_id, reason=reason.strip())


def resume_order(*, actor: Actor, order_id: UUID) -> WorkOrder:
    """It goes on, and so does the clock. Raises ``Refused``: ``facilities.wait.not``."""
    actor.require(FacilityPermission.REPORT)
    with transaction.atomic():
        row = locked_order(order_id)
        side = side_of(actor, row)
        ORDER_LIFECYCLE.step(row.state, "resume")
        if not row.is_waiting:
            raise Refused(Problem("facilities.wait.not"))
        return end_wait(row, side=side, actor=actor)


def end_wait(row: WorkOrder, *, side: Side, actor: Actor) -> WorkOrder:
    """Let the clock of an order go on that stands still for its tenant. The caller holds the order's lock."""
    if not row.is_waiting:
        return row
    event = WaitingEnded(order=row.id, side=side, person=actor.person_id)
    return write_order(event, actor=actor, organisation=row.organisation_id)
