"""Move the chain of slots as one."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import widened
from cellpark.base.time import now
from cellpark.batches.public import Batch, BatchPermission, move_slot
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.orders.acting import begin, lent, require_side, words_problems
from cellpark.orders.events import SlotsMoved
from cellpark.orders.models import OrderStep, TreatmentOrder
from cellpark.orders.permissions import OrderPermission
from cellpark.orders.rows import record_order
from cellpark.orders.rules import reason_problems
from cellpark.orders.slots import Slots, distances_of, moved_problems, slots_problems
from cellpark.orders.states import OVER, Again, OrderState, Side

SIDES = (Side.HOSPITAL, Side.MAKER)


def move_slots(*, actor: Actor, order_id: UUID, slots: Slots, reason: str) -> TreatmentOrder:
    """Collection, manufacture and infusion get new times together, within the therapy's distances, with the reason.

    What has happened stays. The slot of the batch moves along where there is one. Raises ``Refused``: times that do not
    fit, an order that is over or a draft, whatever the batch's own slot refuses.
    """
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        order = begin(actor=actor, order_id=order_id, verb="", sides=SIDES, permission=OrderPermission.MOVE)
        side, state, before = require_side(actor, order, *SIDES), OrderState(order.state), Slots.of(order)
        if before is None or state is OrderState.DRAFT or state in OVER:
            raise Refused(Problem("orders.slots.not_movable", {"state": state.value}))
        refuse_any(
            [
                *moved_problems(before, slots, state, now()),
                *slots_problems(slots, distances_of(order.distances), fresh=not _made_again(order)),
                *words_problems(actor, order, {"reason": reason}),
            ]
        )
        with widened(order.organisation_id):
            _move_batch(actor, order, slots, reason.strip())
        event = SlotsMoved(order=order.id, side=side.value, **slots.form())
        return record_order(event, actor=actor, organisation=order.organisation_id, reason=reason.strip())


def _made_again(order: TreatmentOrder) -> bool:
    """Whether the product is made of what was kept of the collection."""
    return OrderStep.objects.filter(order=order, type="begun_again", details__again=Again.MANUFACTURE.value).exists()


def _move_batch(actor: Actor, order: TreatmentOrder, slots: Slots, reason: str) -> None:
    """The suite is another one's problem; the time is this chain's."""
    batch = None if order.batch_id is None else Batch.objects.filter(id=order.batch_id).first()
    if batch is None or batch.slot_from is None:
        return
    if (batch.slot_from, batch.slot_until) == (slots.manufacture_from, slots.manufacture_until):
        return
    move_slot(
        actor=lent(actor, BatchPermission.PLAN),
        batch_id=batch.id,
        suite=batch.suite,
        starts_at=slots.manufacture_from,
        ends_at=slots.manufacture_until,
        devices=batch.devices,
        reason=reason,
    )
