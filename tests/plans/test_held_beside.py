"""Held slots beside what is published, held anew or called off at the same time."""

import threading
import time
from datetime import datetime, timedelta

import pytest
from django.db import connection, connections, transaction

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now, use_clock
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.orders import public as orders
from cellpark.orders.public import TreatmentOrder
from cellpark.plans import public as plans
from cellpark.plans.public import PlanState, SlotHold
from tests.batches.floor import OTHER_COI, SMALL
from tests.batches.in_force import floor_in_force
from tests.orders.ward import Ward, make_ward
from tests.plans.house import House
from tests.plans.test_promises import day, published, ward
from tests.plans.test_publishing import codes
from tests.plans.test_work import asked, done, made

__all__ = ["ward"]
WAIT_S = 20


def held(ward: Ward, order: TreatmentOrder, release: datetime, promised: datetime) -> SlotHold:
    with use_scope(ward.physician.scope):
        return plans.hold_slot(actor=ward.physician, order_id=order.id, release=release, promised=promised)


def test_an_order_that_holds_another_slot_than_before_has_that_one(house: House, ward: Ward) -> None:
    """What was drawn up for its first slot is not asked any more: it would offer the second one to somebody else."""
    release, order = day(house), ward.drafted()
    published(house)
    held(ward, order, release, plans.offer(house.home.id, house.floor.recipe, release=release).ends_at)
    later = release + timedelta(days=4)
    plans.offer(house.home.id, house.floor.recipe, release=later)
    with use_scope(ward.physician.scope):
        plans.give_back_of(actor=ward.physician, order_id=order.id)
    again = held(ward, order, later, plans.offer(house.home.id, house.floor.recipe, release=later).ends_at)
    assert plans.offer(house.home.id, house.floor.recipe, release=later).ends_at > again.ends_at


def test_no_plan_is_published_over_a_slot_that_was_held_since_it_was_drawn_up(house: House, ward: Ward) -> None:
    """The suite is promised to the hospital; the drafts, drawn up before, have another batch there."""
    release, order = now() + timedelta(hours=1), ward.drafted()
    published(house)
    house.floor.planned("B-0002", coi=OTHER_COI)
    late, draft = house.kept(), house.submitted(house.kept())
    mine = held(ward, order, release, plans.offer(house.home.id, house.floor.recipe, release=release).ends_at)
    for act, row in ((house.submitted, late), (house.approved, draft)):
        with pytest.raises(Refused) as refused:
            act(row)
        assert codes(refused) == ["plans.plan.held"]
        assert refused.value.problems[0].params == {"number": order.number}
    fresh = house.approved(house.submitted(made(done(asked(house)))))
    assert fresh.state == PlanState.PUBLISHED
    with use_scope(ward.physician.scope):
        assert plans.slot_for(ward.physician, order.id).ends_at == mine.ends_at


@pytest.mark.usefixtures("durable")
def test_no_slot_is_held_for_an_order_that_is_called_off_at_the_same_time(clock: FixedClock) -> None:
    """On another connection the order is called off and this is not said yet: whoever holds a slot waits and hears it."""
    with use_scope(EVERYTHING):
        ward = make_ward(floor_in_force(clock, SMALL))
        order = ward.drafted()
    called_off, may_end = threading.Event(), threading.Event()
    answers: list[str] = []

    def calling_off() -> None:
        with use_clock(clock), use_scope(ward.physician.scope), transaction.atomic():
            orders.cancel_order(actor=ward.physician, order_id=order.id, reason="Another treatment")
            called_off.set()
            may_end.wait(WAIT_S)
        connections.close_all()

    def holding() -> None:
        with use_clock(clock):
            try:
                held(ward, order, now() + timedelta(days=3), now() + timedelta(days=20))
            except Refused as refused:
                answers.append(refused.problems[0].code)
        connections.close_all()

    threads = [threading.Thread(target=each) for each in (calling_off, holding)]
    threads[0].start()
    assert called_off.wait(WAIT_S)
    threads[1].start()
    somebody_waits(threads[1])
    may_end.set()
    for each in threads:
        each.join(WAIT_S)
    assert answers == ["plans.hold.order"]


def somebody_waits(thread: threading.Thread) -> None:
    """Until one connection waits for a lock of another one, or the thread is done without."""
    for _ in range(WAIT_S * 20):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone() != (0,) or not thread.is_alive():
                return
        time.sleep(0.05)
