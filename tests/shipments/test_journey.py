"""From the plan to the inspection: every hand-over is a scan that matches, by the side whose turn it is (T1, CN-4k)."""

from datetime import timedelta
from typing import Any

import pytest

from cellpark.base.messages import sentence
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import events_of
from cellpark.materials.public import NearMiss
from cellpark.shipments import public as shipments
from tests.materials.plant import COI, make_plant
from tests.shipments.journey import World, logger_table, row_of

pytestmark = pytest.mark.django_db


def refused(call: Any) -> str:
    with pytest.raises(Refused) as found:
        call()
    assert sentence(found.value.problems[0])
    return found.value.problems[0].code


def test_a_bag_travels_from_the_plant_to_the_ward(world: World, clock: FixedClock) -> None:
    there = world.received(clock)
    with use_scope(world.nurse.scope):
        attached = shipments.attach_logger(
            actor=world.nurse,
            shipment_id=there.id,
            content=logger_table(there.sealed_at, *["5.0"] * 31),
            name="trip.csv",
        )
        assert (attached.evaluation["lowest"], attached.evaluation["kinetic"]) == ("5.0", "5")
        done = shipments.inspect_shipment(actor=world.nurse, shipment_id=there.id, accept=True, reason="in order")
    assert (done.state, done.contents[0]["unpacked"] is not None) == ("accepted", True)
    with use_scope(EVERYTHING):
        assert [each.type.removeprefix("shipments.") for each in events_of(f"shipment/{done.id}")] == [
            *("shipment.planned", "container.packed", "shipment.sealed", "shipment.handed_over"),
            *("shipment.taken_over", "shipment.arrived", "container.unpacked", "shipment.received"),
            *("logger.read", "shipment.accepted"),
        ]
        assert shipments.shipment_problems(COI) == []
        assert [each.number for each in shipments.shipments_of(COI)] == ["SH-1"]


def test_T1_a_wrong_label_at_any_hand_over_stops_it_and_stays_as_a_near_miss(world: World, clock: FixedClock) -> None:
    planned = world.plan()
    with use_scope(world.planner.scope):
        verdict = shipments.pack_container(actor=world.planner, shipment_id=planned.id, raw=world.other_bag.code)
        assert (verdict.ok, verdict.near_miss_id is not None) == (False, True)
        assert shipments.pack_container(actor=world.planner, shipment_id=planned.id, raw=world.bag.code).ok
        shipments.seal_shipment(actor=world.planner, shipment_id=planned.id, seal="S", logger="TT-1")
        shipments.hand_over(actor=world.planner, shipment_id=planned.id, raw="SH-1")
    with use_scope(world.courier.scope):
        assert not shipments.take_over(actor=world.courier, shipment_id=planned.id, raw="SH-2").ok
        assert not shipments.take_over(actor=world.courier, shipment_id=planned.id, raw=world.other_bag.code).ok
    assert row_of(planned.id).state == "handed_over"
    with use_scope(EVERYTHING):
        assert NearMiss.objects.count() == 3


def test_each_act_is_for_the_side_whose_turn_it_is(world: World) -> None:
    packed = world.packed()
    with use_scope(world.nurse.scope):
        assert (
            refused(lambda: shipments.hand_over(actor=world.nurse, shipment_id=packed.id, raw="SH-1"))
            == "shipments.side"
        )
    with use_scope(world.courier.scope):
        assert (
            refused(lambda: shipments.take_over(actor=world.courier, shipment_id=packed.id, raw="SH-1"))
            == "lifecycle.step"
        )
        with pytest.raises(NotAllowed):
            shipments.inspect_shipment(actor=world.courier, shipment_id=packed.id, accept=True, reason="x")
    assert row_of(packed.id).state == "packed"


def test_T19_a_stranger_sees_nothing_of_a_shipment(world: World) -> None:
    packed = world.packed()
    with use_scope(EVERYTHING):
        stranger = make_plant("Other plant").planner
    with use_scope(stranger.scope):
        assert shipments.shipments().count() == 0
        with pytest.raises(shipments.Shipment.DoesNotExist):
            shipments.hand_over(actor=stranger, shipment_id=packed.id, raw="SH-1")
    with use_scope(world.courier.scope):
        assert shipments.shipments().count() == 1
        assert shipments.links_of(packed.id).count() == 0  # links are the owner's


def test_nothing_is_sealed_before_everything_is_in_it(world: World) -> None:
    planned = world.plan(containers=[world.bag.id, world.other_bag.id])
    with use_scope(world.planner.scope):
        shipments.pack_container(actor=world.planner, shipment_id=planned.id, raw=world.bag.code)
        again = lambda: shipments.pack_container(actor=world.planner, shipment_id=planned.id, raw=world.bag.code)  # noqa: E731
        assert refused(again) == "shipments.contents.done"
        seal = lambda: shipments.seal_shipment(actor=world.planner, shipment_id=planned.id, seal="S", logger="TT-1")  # noqa: E731
        assert refused(seal) == "shipments.contents.missing"


def test_T13_a_delivery_that_nobody_took_in_stands_in_the_way_of_a_release(world: World) -> None:
    planned = world.plan(inbound=True)
    with use_scope(EVERYTHING):
        assert [each.code for each in shipments.shipment_problems(COI)] == ["shipments.custody.gap"]
    with use_scope(world.planner.scope):
        shipments.cancel_shipment(actor=world.planner, shipment_id=planned.id, reason="collected elsewhere")
    with use_scope(EVERYTHING):
        assert shipments.shipment_problems(COI) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"number": "sh 1"}, "shipments.number.malformed"),
        ({"containers": []}, "shipments.contents.none"),
        ({"hours_max": 0}, "shipments.time.range"),
        ({"allowed_minutes": -1}, "shipments.time.range"),
        ({"due_at": None}, "shipments.time.order"),
        ({"receiver": "sender"}, "shipments.sides.same"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(world: World, changed: dict[str, Any], code: str) -> None:
    if changed.get("due_at", 0) is None:
        changed = {"due_at": now() - timedelta(hours=1)}
    if changed.get("receiver") == "sender":
        changed = {"receiver": world.plant.organisation.id}
    assert refused(lambda: world.plan(**changed)) == code


def test_a_container_travels_once_at_a_time_and_a_number_is_given_once(world: World) -> None:
    world.plan()
    assert refused(lambda: world.plan("SH-2")) == "shipments.contents.elsewhere"
    assert refused(lambda: world.plan("SH-1", containers=[world.other_bag.id])) == "shipments.number.taken"
