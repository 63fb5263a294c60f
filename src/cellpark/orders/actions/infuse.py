"""Give the product to the patient."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.kernel.quantity import Quantity
from cellpark.materials.public import Consumed, Container, MaterialsPermission, OperationKind, operate
from cellpark.orders.acting import begin, lent, qualified_problems
from cellpark.orders.bedside import Bedside, pair_problems, stopped
from cellpark.orders.events import OrderInfused
from cellpark.orders.models import OrderStep, TreatmentOrder
from cellpark.orders.rows import record_order
from cellpark.orders.rules import INFUSION, thaw_problems
from cellpark.orders.slots import distances_of, span
from cellpark.orders.states import Side
from cellpark.orders.transport import delivery_problems


def infuse(*, actor: Actor, order_id: UUID, wristband: str, scan: str) -> Bedside:
    """A second person scans wristband and bag, and the product is given within its hold after thaw (CN-4k2, T1, T10).

    The bag is used up with it: its material, its balance and the graph of what came from what know that it was given
    (211-1b, LBL-5). What does not belong together stops the act and is on record. Raises ``Refused``: no first check
    that still holds, the same person again (T5), somebody who is not qualified, a bag that waited too long or was not
    taken in from its shipment (CN-4b).
    """
    at = now()
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="infuse", sides=(Side.HOSPITAL,))
        thawed_at = _first_check(actor, order)
        limit = span(distances_of(order.distances).after_thaw_max)
        refuse_any(
            [
                *qualified_problems(actor, order.hospital_id, INFUSION, at),
                *thaw_problems(thawed_at, limit, at),
            ]
        )
        bag, wrong = pair_problems(order, wristband, scan)
        if not wrong and bag is not None and bag.id != order.checked_container:
            wrong = [Problem("orders.identity.other_bag", field="scan", rule="T1")]
        if wrong or bag is None:
            return stopped(actor, order, "infuse", wrong)
        refuse_any(delivery_problems(order, bag.id, bag.code))
        _give(actor, order, bag, at)
        waited = Quantity.parse(f"{int((at - thawed_at) / timedelta(minutes=1))} min")
        event = OrderInfused(order=order.id, container=bag.id, code=bag.code, after_thaw=waited)
        return Bedside(order=record_order(event, actor=actor, organisation=order.organisation_id))


def _give(actor: Actor, order: TreatmentOrder, bag: Container, at: datetime) -> None:
    """All that is in the bag is used, by both people; nobody gives it twice."""
    people = tuple(each for each in (order.checked_by, actor.person_id) if each is not None)
    with widened(order.organisation_id):
        operate(
            actor=lent(actor, MaterialsPermission.OPERATE),
            kind=OperationKind.USE,
            consumed=[Consumed(container=bag.id)],
            at=at,
            step="infusion",
            performers=people,
            reason=order.number,
        )


def _first_check(actor: Actor, order: TreatmentOrder) -> datetime:
    """There is a check by somebody else that still holds, as long as the therapy lets it; when the bag was thawed."""
    checked = OrderStep.objects.filter(order=order, type="bedside_checked").order_by("-number").first()
    holds = span(distances_of(order.distances).bedside_check_max)
    if checked is None or order.thawed_at is None or now() - checked.at > holds:
        minutes = int(holds / timedelta(minutes=1))
        raise Refused(Problem("orders.bedside.not_checked", {"minutes": minutes}, rule="CN-4k2"))
    if actor.person_id is not None and actor.person_id == order.checked_by:
        raise Refused(Problem("orders.bedside.same_person", rule="T5"))
    return order.thawed_at
