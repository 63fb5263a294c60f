"""A collection of no use is repeated under the same chain of identity, and stands in nobody's way (T13, CN-4b)."""

from uuid import UUID

import pytest

from cellpark.base.actor import Actor
from cellpark.base.scope import use_scope
from cellpark.config.subscriptions import SUBSCRIPTIONS
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import envelope, events_of
from cellpark.materials.public import (
    Amended,
    Consumed,
    Container,
    ContainerState,
    Operation,
    OperationKind,
    correct_operation,
    operate,
    release_container,
    usable_problems,
)
from cellpark.orders import public as orders
from cellpark.orders.effects import hold_leftover_again
from cellpark.orders.public import Again, OrderState, TreatmentOrder
from cellpark.shipments.public import (
    ExcursionState,
    decide_excursion,
    excursions_of,
    inspect_shipment,
    shipment_problems,
)
from tests.materials.plant import q
from tests.orders.road import WARM, arrived, carried, left, planned
from tests.orders.test_vein_to_vein import codes, head
from tests.orders.ward import DIN, KIT, NUMBER, Ward

AGAIN = {"again": Again.COLLECTION, "reason": "too warm on the way"}


def repeated(ward: Ward, order: TreatmentOrder, kit: str = "KIT-0008") -> TreatmentOrder:
    with use_scope(ward.planner.scope):
        orders.send_kit(actor=ward.planner, order_id=order.id, kit=kit)
    with use_scope(ward.nurse.scope):
        said = {"wristband": NUMBER, "kit": kit, "din": DIN[:-1] + "7", "volumes": [q("150 mL")]}
        done = orders.collect_cells(actor=ward.nurse, order_id=order.id, **said)
    assert done.ok, done.problems
    return done.order


def spoiled(ward: Ward, order: TreatmentOrder) -> None:
    """The first collection got too warm: quality rejects it and the plant refuses the shipment."""
    way = planned(ward, "IN-1", [UUID(each["container"]) for each in order.bags], inbound=True)
    left(ward, way)
    arrived(ward, way, WARM)
    with use_scope(ward.quality.scope):
        [found] = excursions_of(way.id)
        said = {"decision": ExcursionState.REJECTED, "reason": "no data for 21 degC"}
        decide_excursion(actor=ward.quality, excursion_id=found.id, **said)
        inspect_shipment(actor=ward.quality, shipment_id=way.id, accept=False, reason="rejected")


def used_by(ward: Ward, batch: UUID, container: UUID) -> None:
    """The batch draws from the container, as its steps do."""
    with use_scope(ward.planner.scope):
        bag = Container.objects.get(id=container)
        Operation.objects.create(
            organisation_id=bag.organisation_id,
            kind=OperationKind.USE,
            consumed=[{"container": str(bag.id), "quantity": bag.quantity.plain()}],
            produced=[],
            losses=[],
            batch=batch,
            done_at=bag.changed_at,
        )


def test_CN_4b_a_refused_collection_is_repeated_with_a_new_kit(ward: Ward) -> None:
    """CN-4b, T1: from the collection on, by the plant, with a reason; the used kit serves nobody a second time."""
    order = ward.collected()
    spoiled(ward, order)
    with use_scope(ward.planner.scope):
        again = orders.begin_again(actor=head(ward), order_id=order.id, **AGAIN)
    assert (again.state, again.coi, again.kit, again.bags) == (OrderState.ACCEPTED, order.coi, "", [])
    with use_scope(ward.nurse.scope), pytest.raises(Refused) as refused:
        said = {"wristband": NUMBER, "kit": KIT, "din": DIN, "volumes": [q("150 mL")]}
        orders.collect_cells(actor=ward.nurse, order_id=order.id, **said)
    assert codes(refused) == ["lifecycle.step"]
    assert repeated(ward, order).state == OrderState.COLLECTED


def test_T13_what_was_refused_does_not_stand_against_the_batch_of_the_next_collection(ward: Ward) -> None:
    """T13: the checklist looks at the shipments of what the batch used, not at all of its chain of identity."""
    order = ward.collected()
    spoiled(ward, order)
    with use_scope(ward.planner.scope):
        orders.begin_again(actor=head(ward), order_id=order.id, **AGAIN)
    second = repeated(ward, order)
    [bag] = [UUID(each["container"]) for each in second.bags]
    carried(ward, "IN-2", [bag], inbound=True)
    ward.receive(second)
    with use_scope(ward.planner.scope):
        orders.note_receipt(actor=ward.planner, order_id=order.id)
        made = orders.begin_manufacture(actor=ward.planner, order_id=order.id, number="B-0970")
        assert made.batch_id is not None
        both = ["shipments.excursion.rejected", "shipments.custody.gap"]
        assert [each.code for each in shipment_problems(order.coi, batch=made.batch_id)] == both
        used_by(ward, made.batch_id, bag)
        assert shipment_problems(order.coi, batch=made.batch_id) == []
        used_by(ward, made.batch_id, UUID(order.bags[0]["container"]))
        assert [each.code for each in shipment_problems(order.coi, batch=made.batch_id)] == both


def test_cells_that_are_too_poor_are_collected_again_before_any_batch(ward: Ward) -> None:
    """P11-6, CN-4c: a received collection does not leave cancelling as the only way; its bags wait in quarantine."""
    order = ward.collected()
    carried(ward, "IN-1", [UUID(each["container"]) for each in order.bags], inbound=True)
    ward.receive(order)
    with use_scope(ward.quality.scope):
        for each in order.bags:
            release_container(actor=ward.quality, container_id=UUID(each["container"]), reason="tests are there")
    with use_scope(ward.planner.scope):
        orders.note_receipt(actor=ward.planner, order_id=order.id)
        reason = "viability 41 %, too few T cells"
        again = orders.begin_again(actor=head(ward), order_id=order.id, again=Again.COLLECTION, reason=reason)
        assert again.state == OrderState.ACCEPTED
        for bag in Container.objects.filter(id__in=[each["container"] for each in order.bags]):
            assert [found.code for found in usable_problems(bag)] == ["materials.container.not_usable"]
            held = envelope(list(events_of(f"container/{bag.id}"))[-1])
            assert (held["type"], held["reason"]) == ("materials.container.held", f"{order.number}: {reason}")
        with pytest.raises(Refused) as refused:
            orders.begin_manufacture(actor=ward.planner, order_id=order.id, number="B-0971")
    assert codes(refused) == ["lifecycle.step"]


def test_CN_4c_a_bag_of_the_first_collection_that_comes_late_is_never_let_go_for_the_next_batch(ward: Ward) -> None:
    """CN-4c, T4: same chain of identity, other donation; no batch takes it for one of the second collection."""
    order = ward.collected()
    with use_scope(ward.planner.scope):
        orders.begin_again(actor=head(ward), order_id=order.id, **AGAIN)
    second = repeated(ward, order)
    ward.receive(order)
    ward.receive(second)
    bags = [UUID(each["container"]) for each in (*order.bags, *second.bags)]
    with use_scope(ward.quality.scope):
        for each in bags:
            if Container.objects.get(id=each).state == ContainerState.QUARANTINED:
                release_container(actor=ward.quality, container_id=each, reason="tests are there")
            hold_leftover_again(list(events_of(f"container/{each}"))[-1].id)
        states = [Container.objects.get(id=each).state for each in bags]
    assert states == [ContainerState.QUARANTINED, ContainerState.QUARANTINED, ContainerState.AVAILABLE]


def test_CN_4c_an_emptied_bag_of_the_first_collection_that_a_correction_fills_is_held(ward: Ward) -> None:
    """CN-4c, T11: what was believed to be used up when the collection was repeated is no less a leftover of it."""
    order = ward.collected()
    ward.receive(order)
    bag = UUID(order.bags[0]["container"])
    at_work = Actor.system("test")
    with use_scope(ward.planner.scope):
        if Container.objects.get(id=bag).state == ContainerState.QUARANTINED:
            release_container(actor=ward.quality, container_id=bag, reason="tests are there")
        done = operate(actor=at_work, kind=OperationKind.USE, consumed=[Consumed(container=bag)])
        orders.begin_again(actor=head(ward), order_id=order.id, **AGAIN)
        change = Amended(container=bag, quantity=q("1 mL"))
        correct_operation(actor=at_work, operation_id=done.id, changes=[change], reason="misread")
        assert Container.objects.get(id=bag).state == ContainerState.IN_USE
        corrected = list(events_of(f"container/{bag}"))[-1]
        assert "cellpark.orders.effects.hold_leftover_again" in SUBSCRIPTIONS[corrected.type]
        hold_leftover_again(corrected.id)
        assert Container.objects.get(id=bag).state == ContainerState.QUARANTINED
