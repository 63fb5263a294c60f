"""Write down what a piece of work cost."""

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.facilities.events import CostEntered, CostStruck
from cellpark.facilities.models import CostLine, WorkOrder
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.rows import locked_order, write_order
from cellpark.facilities.rules import COST_STATES, cost_problems, net_of, reason_problems
from cellpark.facilities.sides import require_office
from cellpark.facilities.states import COST_LIFECYCLE, CostKind, OrderState, Payer, Side
from cellpark.kernel.problem import Problem, Refused, refuse_any


def enter_cost(
    *,
    actor: Actor,
    order_id: UUID,
    kind: CostKind,
    text: str,
    quantity: Decimal,
    unit_price: Decimal,
    payer: Payer = Payer.PARK,
) -> WorkOrder:
    """Hours x rate, or material; CNY without tax. Raises ``Refused``: ``facilities.cost....``."""
    actor.require(FacilityPermission.WORK)
    with transaction.atomic():
        row = _changeable(actor, order_id)
        refuse_any(
            cost_problems(
                text=text,
                quantity=quantity,
                unit_price=unit_price,
                has_tenant=row.tenant_id is not None,
                to_tenant=payer is Payer.TENANT,
            )
        )
        event = CostEntered(
            order=row.id,
            side=Side.PARK,
            person=actor.person_id,
            cost=new_id(),
            kind=kind,
            text=text.strip(),
            quantity=quantity,
            unit_price=unit_price,
            net=net_of(quantity, unit_price),
            payer=payer,
        )
        parties = list(row.parties) if payer is Payer.TENANT else []
        return write_order(event, actor=actor, organisation=row.organisation_id, parties=parties)


def strike_cost(*, actor: Actor, cost_id: UUID, reason: str) -> WorkOrder:
    """A line counts no more; it stays to be read. Raises ``Refused``: ``facilities.cost....``, ``lifecycle.step``."""
    actor.require(FacilityPermission.WORK)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        line: CostLine = CostLine.objects.get(id=cost_id)
        row = _changeable(actor, line.order_id)
        line.refresh_from_db()
        COST_LIFECYCLE.step(line.state, "strike")
        event = CostStruck(order=row.id, side=Side.PARK, person=actor.person_id, cost=line.id)
        return write_order(event, actor=actor, organisation=row.organisation_id, reason=reason.strip())


def _changeable(actor: Actor, order_id: UUID) -> WorkOrder:
    row = locked_order(order_id)
    require_office(actor, row, FacilityPermission.WORK)
    if OrderState(row.state) not in COST_STATES:
        raise Refused(Problem("facilities.cost.state"))
    if row.charge_id is not None:
        raise Refused(Problem("facilities.cost.charged"))
    return row
