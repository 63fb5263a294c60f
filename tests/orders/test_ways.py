"""What an order says of a way follows from its shipments; what is given is used up and signed for."""

from uuid import UUID

import pytest

from cellpark.base.scope import use_scope
from cellpark.base.time import now
from cellpark.genealogy.public import NodeKind, forward
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import events_of
from cellpark.materials.public import Container, ContainerState, Operation
from cellpark.orders import public as orders
from cellpark.orders.effects import follow_shipment
from cellpark.orders.public import OrderState, TreatmentOrder
from cellpark.shipments.public import ExcursionState, decide_excursion, excursions_of
from tests.orders.road import WARM, arrived, left, planned, taken_in
from tests.orders.test_vein_to_vein import codes, released, shipped
from tests.orders.ward import NUMBER, Ward


def shipping(ward: Ward, order: TreatmentOrder, number: str) -> "pytest.ExceptionInfo[Refused]":
    with use_scope(ward.planner.scope), pytest.raises(Refused) as refused:
        orders.ship_order(actor=ward.planner, order_id=order.id, shipment=number)
    return refused


def test_CN_4b_a_collection_is_received_when_its_shipment_was_taken_in(ward: Ward) -> None:
    """CN-4b, T13: no shipment, one that is too warm, one that nobody took in; then it follows by itself."""
    order = ward.collected()
    ward.receive(order)
    with use_scope(ward.planner.scope), pytest.raises(Refused) as refused:
        orders.note_receipt(actor=ward.planner, order_id=order.id)
    assert codes(refused) == ["orders.shipment.none", "orders.shipment.none"]
    way = planned(ward, "IN-1", [UUID(each["container"]) for each in order.bags], inbound=True)
    left(ward, way)
    arrived(ward, way, WARM)
    with use_scope(ward.planner.scope), pytest.raises(Refused) as refused:
        orders.note_receipt(actor=ward.planner, order_id=order.id)
    assert codes(refused) == ["shipments.excursion.open"]
    with use_scope(ward.quality.scope):
        [found] = excursions_of(way.id)
        said = {"decision": ExcursionState.ACCEPTED, "reason": "stability data"}
        decide_excursion(actor=ward.quality, excursion_id=found.id, **said)
    with use_scope(ward.planner.scope), pytest.raises(Refused) as refused:
        orders.note_receipt(actor=ward.planner, order_id=order.id)
    assert codes(refused) == ["orders.shipment.not_taken_in"]
    taken_in(ward, way)
    with use_scope(ward.planner.scope):
        [event] = events_of(f"shipment/{way.id}").filter(type="shipments.shipment.accepted")
        follow_shipment(event.id)
    assert ward.fresh(order).state == OrderState.RECEIVED


def test_CN_4k_a_product_is_shipped_when_it_left_in_a_shipment_to_its_hospital(ward: Ward) -> None:
    """CN-4k, CN-4b: not in words, not in the shipment of the collection, not before the hand-over."""
    order, bag = released(ward)
    assert codes(shipping(ward, order, "OUT-1")) == ["orders.shipment.unknown"]
    assert codes(shipping(ward, order, f"IN-{order.number[-6:]}")) == ["orders.shipment.unknown"]
    way = planned(ward, "OUT-1", [bag.id], inbound=False)
    assert codes(shipping(ward, order, "OUT-1")) == ["orders.shipment.not_left"]
    left(ward, way)
    with use_scope(ward.planner.scope):
        orders.ship_order(actor=ward.planner, order_id=order.id, shipment="OUT-1")
    said = {"order_id": order.id, "wristband": NUMBER, "scan": bag.code, "thawed_at": now()}
    with use_scope(ward.nurse.scope), pytest.raises(Refused) as refused:
        orders.check_bedside(actor=ward.nurse, **said)
    assert codes(refused) == ["orders.shipment.not_taken_in"]


def test_LBL_5_what_was_given_is_used_up_and_given_once(ward: Ward) -> None:
    """211-1b, LBL-5: the bag is empty, its use is an operation of both people, and a second infusion is refused."""
    order, bag = shipped(ward)
    said = {"order_id": order.id, "wristband": NUMBER, "scan": bag.code}
    with use_scope(ward.nurse.scope):
        assert orders.check_bedside(actor=ward.nurse, thawed_at=now(), **said).ok
        assert orders.infuse(actor=ward.second_nurse, **said).ok
    with use_scope(ward.planner.scope):
        given = Container.objects.get(id=bag.id)
        assert (given.state, str(given.quantity)) == (ContainerState.EMPTY, "0 mL")
        done = Operation.objects.get(consumed__contains=[{"container": str(bag.id)}], kind="use")
        assert set(done.performers) == {str(each.person_id) for each in (ward.nurse, ward.second_nurse)}
        assert done.id in {each.id for each in forward(NodeKind.CONTAINER, bag.id)}
    TreatmentOrder.objects.filter(id=order.id).update(state=OrderState.SHIPPED)
    with use_scope(ward.nurse.scope):
        again = orders.check_bedside(actor=ward.nurse, thawed_at=now(), **said)
    assert [each.code for each in again.problems] == ["orders.identity.used_bag"]


def test_P11_8a_the_maker_signs_what_it_accepts(ward: Ward) -> None:
    """P11-8a, P11-8b: the statement is the order; one that was prepared for another order signs nothing."""
    one, two = ward.signed(ward.completed()), ward.signed(ward.completed())
    with use_scope(ward.planner.scope):
        prepared = orders.prepare_acceptance(actor=ward.planner, order_id=two.id, why="x")
        proof = ward.device(ward.planner).sign(prepared.envelope.digest)
        with pytest.raises(Refused) as refused:
            orders.accept_order(actor=ward.planner, order_id=one.id, prepared_id=prepared.id, proof=proof)
    assert codes(refused) == ["orders.signature.of_other"]
    assert not ward.fresh(one).coi
    taken = ward.taken(one)
    with use_scope(ward.planner.scope):
        said = orders.steps_of(taken.id).get(type="accepted").details
    assert said["signature"]
    assert said["person"] == str(ward.planner.person_id)
