"""Take an order on."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.facilities.events import OrderAccepted
from cellpark.facilities.models import WorkOrder
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.rows import locked_order, write_order
from cellpark.facilities.rules import kind_problems
from cellpark.facilities.rules_in_force import terms_of
from cellpark.facilities.sides import require_office
from cellpark.facilities.states import ORDER_LIFECYCLE, Side
from cellpark.kernel.problem import refuse_any


def accept_order(*, actor: Actor, order_id: UUID, kind: str = "", urgency: str = "") -> WorkOrder:
    """The park answers: it will be mended. Kind and urgency may be set right; the time promised follows them.

    Raises ``Refused``: ``lifecycle.step``, ``facilities.side``.
    """
    actor.require(FacilityPermission.WORK)
    with transaction.atomic():
        row = locked_order(order_id)
        require_office(actor, row, FacilityPermission.WORK)
        ORDER_LIFECYCLE.step(row.state, "accept")
        seen = {"kind": kind or row.kind, "urgency": urgency or row.urgency}
        refuse_any(kind_problems(**seen, terms=terms_of(row)))
        event = OrderAccepted(order=row.id, side=Side.PARK, person=actor.person_id, **seen)
        return write_order(event, actor=actor, organisation=row.organisation_id)
