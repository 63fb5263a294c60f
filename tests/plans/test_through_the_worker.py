"""What follows for a held slot from its order, and from the clock, as the worker does it from its queue."""

from asyncio import run
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from procrastinate.contrib.django import app

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.kernel.clock import FixedClock
from cellpark.orders import public as orders
from cellpark.orders.public import TreatmentOrder
from cellpark.plans import public as plans
from cellpark.plans.public import HoldState, SlotHold, WorkState
from cellpark.plans.tasks import expire
from tests.orders.road import arrived, left, planned, taken_in
from tests.orders.test_vein_to_vein import released, shipped
from tests.orders.ward import Ward, make_ward
from tests.planning.test_living import PLAN
from tests.plans.house import House, planned_house
from tests.plans.test_work import asked, made


def worker() -> None:
    """Run the queue until it is empty, by the clock of the test and in no scope but its own."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(copy_context().run, _worker).result()


def _worker() -> None:
    run(sync_to_async(connections.close_all)())
    found = app.with_connector(app.connector.get_worker_connector())
    found.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    for connection in connections.all():
        connection.close()


WITH_A_WAY = PLAN.replace("ways: {", "ways: {outbound: {fixed: {value: 24 h}}, ")


@pytest.fixture
def house(durable: str, clock: FixedClock, settings: Any, tmp_path: Path, request: pytest.FixtureRequest) -> House:
    """In a database where commits are real; the plan is drawn up by the worker and published by two people."""
    with use_scope(EVERYTHING):
        house = planned_house(clock, settings, tmp_path, plan=getattr(request, "param", PLAN))
        work = asked(house)
    worker()
    with use_scope(EVERYTHING):
        work.refresh_from_db()
        assert work.state == WorkState.DONE
        house.approved(house.submitted(made(work)))
    return house


@pytest.fixture
def ward(house: House) -> Ward:
    with use_scope(EVERYTHING):
        return make_ward(house.floor)


def held(ward: Ward, order: TreatmentOrder) -> Callable[[], SlotHold]:
    """Hold the next slot for an order as its hospital does; how it stands, whenever it is asked."""
    with use_scope(ward.physician.scope):
        slot = plans.slot_for(ward.physician, order.id, now() + timedelta(days=3))
        made = plans.hold_slot(actor=ward.physician, order_id=order.id, release=slot.release, promised=slot.ends_at)

    def row() -> SlotHold:
        with use_scope(EVERYTHING):
            return plans.hold_row(made.id)

    return row


def test_submitting_takes_the_slot_cancelling_gives_it_back_and_the_clock_ends_what_nobody_submits(
    house: House, ward: Ward
) -> None:
    first, second = ward.completed(), ward.drafted(patient=ward.patient("Li Na", "MRN-2"))
    mine, left = held(ward, first), held(ward, second)
    assert mine().ends_at < left().ends_at
    ward.signed(first)
    assert mine().state == HoldState.HELD
    worker()
    assert (mine().state, left().state) == (HoldState.TAKEN, HoldState.HELD)
    expire.configure().defer(timestamp=0)
    worker()
    assert left().state == HoldState.HELD
    house.floor.clock.advance(timedelta(days=3, minutes=1))
    expire.configure().defer(timestamp=0)
    worker()
    assert (mine().state, left().state) == (HoldState.TAKEN, HoldState.EXPIRED)
    with use_scope(ward.physician.scope):
        orders.cancel_order(actor=ward.physician, order_id=first.id, reason="Another treatment")
    worker()
    assert mine().state == HoldState.GIVEN_BACK
    with use_scope(EVERYTHING):
        assert plans.kept_promises(house.home.id) == []
        free = plans.offer(house.home.id, house.floor.recipe, release=now() + timedelta(days=3))
        assert free.ends_at > now()


def test_a_product_that_leaves_keeps_its_promise_and_a_count_is_carried_out(house: House, ward: Ward) -> None:
    order = ward.completed()
    slot = held(ward, order)
    with use_scope(ward.physician.scope):
        plans.ask_for_order_chance(actor=ward.physician, order_id=order.id, scenarios=20)
    worker()
    with use_scope(ward.physician.scope):
        chance = plans.chance_for(ward.physician, order.id)
    assert chance.last is not None
    assert (chance.going, chance.last.state, chance.last.answer["scenarios"]) == (None, WorkState.DONE, 20)
    accepted = ward.taken(ward.signed(order))
    worker()
    assert slot().state == HoldState.TAKEN
    shipped(ward, accepted)
    worker()
    with use_scope(EVERYTHING):
        (kept,) = plans.kept_promises(house.home.id)
    assert slot().state == HoldState.DONE
    assert (kept.number, kept.promised, kept.fact) == (order.number, slot().ends_at, slot().kept_on)


@pytest.mark.parametrize("house", [WITH_A_WAY], indirect=True)
def test_a_promise_that_ends_on_the_ward_is_compared_with_the_hour_of_receipt(house: House, ward: Ward) -> None:
    order = ward.completed()
    slot = held(ward, order)
    order, bag = released(ward, ward.taken(ward.signed(order)))
    way = planned(ward, "SHP-0001", [bag.id], inbound=False)
    left(ward, way)
    with use_scope(ward.planner.scope):
        orders.ship_order(actor=ward.planner, order_id=order.id, shipment="SHP-0001")
    worker()
    assert slot().state == HoldState.TAKEN
    house.floor.clock.advance(timedelta(minutes=10))
    arrived(ward, way)
    taken_in(ward, way)
    worker()
    assert (slot().state, slot().kept_on) == (HoldState.DONE, now())
