"""Say that it works, or that it does not."""

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.facilities.events import OrderConfirmed, OrderReopened
from cellpark.facilities.models import WorkOrder
from cellpark.facilities.owing import charge, may_charge_alone, owed
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.projections import point_stream
from cellpark.facilities.queries import open_for_point, order
from cellpark.facilities.rows import locked_order, write_order
from cellpark.facilities.rules import reason_problems
from cellpark.facilities.rules_in_force import terms_of
from cellpark.facilities.sides import side_of
from cellpark.facilities.states import ORDER_LIFECYCLE, Side
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream


def confirm_order(*, actor: Actor, order_id: UUID, seen_cost: Decimal | None = None) -> WorkOrder:
    """It works. What the tenant owes goes to the bills at once up to the house's limit; more waits for a second person.

    ``seen_cost`` is what the tenant was shown, without tax. The park closes an order of a tenant by itself only when
    the tenant kept silent for the days of the house's rule; nothing is agreed then. Raises ``Refused``:
    ``facilities.confirm.tenant``, ``facilities.confirm.changed``, ``lifecycle.step``.
    """
    actor.require(FacilityPermission.REPORT)
    with transaction.atomic():
        row = locked_order(order_id)
        side = side_of(actor, row)
        ORDER_LIFECYCLE.step(row.state, "confirm")
        agreed = _agreed(row, side, seen_cost)
        event = OrderConfirmed(order=row.id, side=side, person=actor.person_id, agreed=agreed)
        row = write_order(event, actor=actor, organisation=row.organisation_id)
        if agreed is not None and row.charge_id is None and may_charge_alone(row, agreed):
            row = charge(row, agreed, actor=actor)
        return row


def _agreed(row: WorkOrder, side: Side, seen: Decimal | None) -> Decimal | None:
    if side is Side.TENANT:
        net = owed(row)
        if seen is not None and seen != net:
            raise Refused(Problem("facilities.confirm.changed", {"net": str(net)}))
        return net
    silence = terms_of(row).silence
    if row.tenant_id is not None and (row.done_at is None or now() < row.done_at + silence):
        raise Refused(Problem("facilities.confirm.tenant", {"days": silence.days}))
    return None


def reopen_order(*, actor: Actor, order_id: UUID, reason: str) -> WorkOrder:
    """It does not work yet: the clock goes on from where it stopped.

    Raises ``Refused``: ``lifecycle.step``, ``facilities.order.point`` where an alarm of the same point opened another.
    """
    actor.require(FacilityPermission.REPORT)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        seen = order(order_id)
        if seen.point:
            # an alarm that comes right now opens no order beside this one
            lock_stream(point_stream(seen.organisation_id, seen.point))
        row = locked_order(order_id)
        side = side_of(actor, row)
        ORDER_LIFECYCLE.step(row.state, "reopen")
        newer = open_for_point(row.organisation_id, row.point) if row.point else None
        if newer is not None:
            raise Refused(Problem("facilities.order.point", {"code": newer.code}))
        event = OrderReopened(order=row.id, side=side, person=actor.person_id)
        return write_order(event, actor=actor, organisation=row.organisation_id, reason=reason.strip())
