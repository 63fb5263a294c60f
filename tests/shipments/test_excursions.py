"""What goes wrong on the way: every container inside waits until the quality unit decides (CN-4b, CN-4c, T13)."""

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Role
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.shipments import public as shipments
from cellpark.shipments.public import Excursion, ExcursionState
from tests.materials.plant import COI
from tests.people import acting, person
from tests.shipments.journey import World, bag_state, logger_table, row_of

pytestmark = pytest.mark.django_db
WARM = ["5.0"] * 10 + ["9.0"] * 5 + ["5.0"] * 16


def attach(world: World, there: shipments.Shipment, *temperatures: str, **more: str) -> None:
    with use_scope(world.nurse.scope):
        shipments.attach_logger(
            actor=world.nurse,
            shipment_id=there.id,
            content=logger_table(there.sealed_at, *temperatures, **more),
            name="trip.csv",
        )


def findings(world: World) -> list[list[str]]:
    with use_scope(EVERYTHING):
        return [
            [found["kind"] for found in each.findings] for each in Excursion.objects.order_by("opened_at", "number")
        ]


def test_a_warm_way_holds_the_bag_until_quality_accepts_it_on_data(world: World, clock: FixedClock) -> None:
    there = world.received(clock)
    assert bag_state(world.bag.id) == "available"
    attach(world, there, *WARM)
    assert (findings(world), bag_state(world.bag.id)) == ([["temperature"]], "quarantined")
    with use_scope(world.nurse.scope), pytest.raises(Refused) as refused:
        shipments.inspect_shipment(actor=world.nurse, shipment_id=there.id, accept=True, reason="fine")
    assert refused.value.problems[0].code == "shipments.excursion.open"
    with use_scope(EVERYTHING):
        excursion = Excursion.objects.get()
        assert [each.code for each in shipments.shipment_problems(COI)] == ["shipments.excursion.open"]
    with use_scope(world.nurse.scope), pytest.raises(NotAllowed):
        shipments.decide_excursion(
            actor=world.nurse, excursion_id=excursion.id, decision=ExcursionState.ACCEPTED, reason="x"
        )
    with use_scope(world.quality.scope):
        decided = shipments.decide_excursion(
            actor=world.quality,
            excursion_id=excursion.id,
            decision=ExcursionState.ACCEPTED,
            reason="stability study ST-12: 60 min at 10 degC",
        )
    assert (decided.state, decided.reason[:9], bag_state(world.bag.id)) == ("accepted", "stability", "available")
    with use_scope(world.nurse.scope):
        shipments.inspect_shipment(actor=world.nurse, shipment_id=there.id, accept=True, reason="accepted by quality")
    assert row_of(there.id).state == "accepted"


def test_what_is_rejected_stays_in_quarantine_and_is_refused(world: World, clock: FixedClock) -> None:
    there = world.received(clock)
    attach(world, there, *WARM)
    with use_scope(world.quality.scope):
        excursion = Excursion.objects.get()
        shipments.decide_excursion(
            actor=world.quality, excursion_id=excursion.id, decision=ExcursionState.REJECTED, reason="no data"
        )
    assert bag_state(world.bag.id) == "quarantined"
    with use_scope(world.nurse.scope):
        with pytest.raises(Refused):
            shipments.inspect_shipment(actor=world.nurse, shipment_id=there.id, accept=True, reason="x")
        shipments.inspect_shipment(actor=world.nurse, shipment_id=there.id, accept=False, reason="rejected")
    with use_scope(EVERYTHING):
        assert [each.code for each in shipments.shipment_problems(COI)] == ["shipments.excursion.rejected"]


def test_a_short_time_outside_is_allowed(world: World, clock: FixedClock) -> None:
    there = world.received(clock)
    attach(world, there, *["5.0"] * 10, "8.5", "8.6", *["5.0"] * 19)
    assert findings(world) == []
    assert row_of(there.id).evaluation["excursions"][0]["peak"] == "8.6"


def test_another_seal_too_long_a_way_and_another_logger_are_excursions(world: World, clock: FixedClock) -> None:
    there = world.received(clock, seal="SEAL-78", hours_max=4)
    assert findings(world) == [["seal", "duration"]]
    assert bag_state(world.bag.id) == "quarantined"
    attach(world, there, *["5.0"] * 31, serial="TT-2")
    assert findings(world) == [["seal", "duration"], ["signature"]]
    with use_scope(world.quality.scope):
        first = Excursion.objects.order_by("number").first()
        assert first is not None
        shipments.decide_excursion(
            actor=world.quality, excursion_id=first.id, decision=ExcursionState.ACCEPTED, reason="seal list corrected"
        )
    # the second excursion still stands
    assert bag_state(world.bag.id) == "quarantined"


def test_a_logger_that_stopped_on_the_way_is_an_excursion_and_is_read_once(world: World, clock: FixedClock) -> None:
    there = world.received(clock)
    attach(world, there, *["5.0"] * 10)
    assert findings(world) == [["gap"]]
    with pytest.raises(Refused) as refused:
        attach(world, there, *["5.0"] * 31)
    assert refused.value.problems[0].code == "shipments.logger.twice"


def test_CN_4c_who_received_the_bag_does_not_decide(world: World, clock: FixedClock) -> None:
    with use_scope(EVERYTHING):
        receiver = acting(person("both@plant.example.org", Role.QUALITY_STAFF, within=world.plant.organisation))
        bag = world.plant.patient_bag("CHA999926ZZZ9Z9", code="BAG-9", actor=receiver)
    planned = world.plan("SH-9", containers=[bag.id])
    with use_scope(world.planner.scope):
        shipments.pack_container(actor=world.planner, shipment_id=planned.id, raw="BAG-9")
        shipments.seal_shipment(actor=world.planner, shipment_id=planned.id, seal="S", logger="TT-1")
        shipments.hand_over(actor=world.planner, shipment_id=planned.id, raw="SH-9")
    with use_scope(world.courier.scope):
        shipments.take_over(actor=world.courier, shipment_id=planned.id, raw="SH-9")
    with use_scope(world.nurse.scope):
        shipments.confirm_arrival(actor=world.nurse, shipment_id=planned.id, raw="SH-9")
        shipments.unpack_container(actor=world.nurse, shipment_id=planned.id, raw="BAG-9")
        shipments.receive_shipment(actor=world.nurse, shipment_id=planned.id, seal="other")
    with use_scope(receiver.scope), pytest.raises(Refused) as refused:
        shipments.decide_excursion(
            actor=receiver,
            excursion_id=Excursion.objects.get().id,
            decision=ExcursionState.ACCEPTED,
            reason="x",
        )
    assert refused.value.problems[0].code == "materials.lot.own_receipt"
