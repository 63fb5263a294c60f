"""A batch that ends without a product: its order says so and asks for what comes next."""

from uuid import UUID

import pytest

from cellpark.base.scope import use_scope
from cellpark.batches.public import abort_batch, batch
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import events_of
from cellpark.orders import public as orders
from cellpark.orders.effects import follow_abort
from cellpark.orders.public import Again, OrderState
from cellpark.release.neighbours import tell_order
from cellpark.release.public import DispositionState
from tests.orders.test_vein_to_vein import codes, head, received
from tests.orders.ward import Ward


def manufacturing(ward: Ward, number: str = "B-0950") -> orders.TreatmentOrder:
    order = ward.collected()
    received(ward, order)
    with use_scope(ward.planner.scope):
        orders.note_receipt(actor=ward.planner, order_id=order.id)
        return orders.begin_manufacture(actor=ward.planner, order_id=order.id, number=number)


def held(order: orders.TreatmentOrder) -> UUID:
    assert order.batch_id is not None
    return order.batch_id


def aborted(ward: Ward, order: orders.TreatmentOrder) -> None:
    with use_scope(ward.planner.scope):
        abort_batch(actor=ward.planner, batch_id=held(order), reason="the culture was lost")
        [event] = events_of(f"batch/{order.batch_id}").filter(type="batches.batch.aborted")
        follow_abort(event.id)


def test_an_aborted_batch_stops_its_order_and_asks_for_what_comes_next(ward: Ward) -> None:
    """P11-6: nobody has to note it; hospital and sponsor see it, and the plant makes or collects again."""
    order = manufacturing(ward)
    with use_scope(ward.planner.scope), pytest.raises(Refused) as refused:
        orders.note_stop(actor=ward.planner, order_id=order.id)
    assert codes(refused) == ["orders.batch.not_stopped"]
    aborted(ward, order)
    assert ward.fresh(order).state == OrderState.STOPPED
    with use_scope(ward.physician.scope):
        last = orders.steps_of(order.id).last()
        assert last is not None
        assert (last.type, last.reason) == ("batch_stopped", "")
    with use_scope(ward.planner.scope):
        reason = "from the reserve"
        again = orders.begin_again(actor=head(ward), order_id=order.id, again=Again.MANUFACTURE, reason=reason)
        assert (again.state, again.batch_id) == (OrderState.RECEIVED, None)


def test_a_late_rejection_of_the_lost_batch_leaves_the_new_one_alone(ward: Ward) -> None:
    """211-4a: the order goes by the batch that it is made of now."""
    order = manufacturing(ward)
    aborted(ward, order)
    with use_scope(ward.planner.scope):
        orders.begin_again(actor=head(ward), order_id=order.id, again=Again.MANUFACTURE, reason="reserve")
        lost = batch(held(order))
        new = orders.begin_manufacture(actor=ward.planner, order_id=order.id, number="B-0951")
        tell_order(head(ward), lost, before="open", after=DispositionState.REJECTED, reason="nothing left")
        assert ward.fresh(order).state == OrderState.MANUFACTURING
        tell_order(head(ward), batch(held(new)), before="open", after=DispositionState.REJECTED, reason="lost, too")
    assert ward.fresh(order).state == OrderState.REJECTED
