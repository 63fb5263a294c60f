"""The sponsor's glass room: progress, comments, a cosignature over the batch record."""

import pytest

from cellpark.base.scope import use_scope
from cellpark.batches.public import Batch, BatchState
from cellpark.kernel.problem import Refused
from cellpark.orders import public as orders
from cellpark.orders.public import TreatmentOrder
from tests.orders.test_vein_to_vein import received
from tests.orders.ward import Ward


@pytest.fixture
def made(ward: Ward) -> TreatmentOrder:
    order = ward.collected()
    received(ward, order)
    with use_scope(ward.planner.scope):
        orders.note_receipt(actor=ward.planner, order_id=order.id)
        return orders.begin_manufacture(actor=ward.planner, order_id=order.id, number="B-0900", suite="B")


def test_a_sponsor_sees_how_far_its_batch_is_and_nothing_else_of_the_plant(ward: Ward, made: TreatmentOrder) -> None:
    """T19: steps and exceptions by number; the batch itself stays out of sight."""
    with use_scope(ward.sponsor_head.scope):
        seen = orders.batch_progress(orders.order(made.id))
        assert seen is not None
        assert (seen.number, seen.state, seen.done, seen.waiting) == ("B-0900", BatchState.PLANNED, 0, 0)
        assert seen.steps > 0
        assert not Batch.objects.exists()


def test_a_sponsor_cosigns_the_finished_record_and_nobody_else_does(ward: Ward, made: TreatmentOrder) -> None:
    """P11-8b: the signature binds version and hash of the record; another sponsor does not even see the order."""
    head = ward.sponsor_head
    with use_scope(head.scope):
        with pytest.raises(Refused) as refused:
            orders.prepare_cosignature(actor=head, order_id=made.id, why="reviewed")
        assert refused.value.problems[0].code == "orders.batch.not_finished"
    with use_scope(ward.planner.scope):
        Batch.objects.filter(id=made.batch_id).update(state=BatchState.FINISHED)
    with use_scope(ward.rival_head.scope), pytest.raises(TreatmentOrder.DoesNotExist):
        orders.prepare_cosignature(actor=ward.rival_head, order_id=made.id, why="reviewed")
    with use_scope(head.scope):
        prepared = orders.prepare_cosignature(actor=head, order_id=made.id, why="reviewed")
        proof = ward.device(head).sign(prepared.envelope.digest)
        orders.cosign(actor=head, order_id=made.id, prepared_id=prepared.id, proof=proof)
        step = orders.steps_of(made.id).get(type="cosigned")
    assert step.details["batch"] == str(made.batch_id)
    assert step.by_organisation == ward.sponsor.id
