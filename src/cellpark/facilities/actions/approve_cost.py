"""Let a tenant pay, as a second person; and take a charge back."""

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.facilities.events import CostApproved
from cellpark.facilities.models import WorkOrder
from cellpark.facilities.owing import charge, owed_of, standing_lines, take_back
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.rows import locked_order, write_order
from cellpark.facilities.rules import approval_problems, reason_problems
from cellpark.facilities.sides import require_office
from cellpark.facilities.states import Payer, Side
from cellpark.kernel.problem import Problem, Refused, refuse_any


def approve_cost(*, actor: Actor, order_id: UUID, seen_cost: Decimal | None = None) -> WorkOrder:
    """What the tenant owes goes to the bills: by somebody who wrote none of it down.

    Needed above the house's limit, where the tenant did not confirm, and for what was corrected after it was charged.
    Raises ``Refused``: ``facilities.cost.own``, ``.not_done``, ``.nothing``, ``.charged``, ``.changed``.
    """
    actor.require(FacilityPermission.APPROVE_COST)
    with transaction.atomic():
        row = locked_order(order_id)
        require_office(actor, row, FacilityPermission.APPROVE_COST)
        lines = standing_lines(row, Payer.TENANT)
        net = owed_of(lines)
        refuse_any(
            approval_problems(
                state=row.state,
                net=net,
                is_charged=row.charge_id is not None,
                approver=actor.person_id,
                entered_by={each.entered_by for each in lines},
            )
        )
        if seen_cost is not None and seen_cost != net:
            raise Refused(Problem("facilities.cost.changed", {"net": str(net)}))
        event = CostApproved(order=row.id, side=Side.PARK, person=actor.person_id, net=net)
        row = write_order(event, actor=actor, organisation=row.organisation_id)
        return charge(row, net, actor=actor)


def reverse_cost(*, actor: Actor, order_id: UUID, reason: str) -> WorkOrder:
    """Take back what was charged; its lines can be struck and written anew, and a second person lets them be charged.

    Raises ``Refused``: ``facilities.cost.not_charged``.
    """
    actor.require(FacilityPermission.WORK)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = locked_order(order_id)
        require_office(actor, row, FacilityPermission.WORK)
        if row.charge_id is None:
            raise Refused(Problem("facilities.cost.not_charged"))
        return take_back(row, actor=actor, reason=reason.strip())
