"""The slot of an order as its hospital and its maker see it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from cellpark.base.background import Watch
from cellpark.base.messages import sentence
from cellpark.base.scope import use_scope
from cellpark.base.time import now
from cellpark.identity.public import Role
from cellpark.kernel.problem import NotAllowed, Problem, Refused
from cellpark.orders.public import OrderState, TreatmentOrder
from cellpark.plans import public as plans
from cellpark.plans.public import EditionKind, HoldState, OrderSlot, WorkState
from cellpark.plans.sides import told
from tests.orders.ward import Ward
from tests.people import acting, organisation, person
from tests.plans.house import POLICY, House, in_force
from tests.plans.test_promises import day, published, ward
from tests.plans.test_publishing import codes
from tests.plans.test_work import asked, done, made

__all__ = ["ward"]


def seen(ward: Ward, order: TreatmentOrder, release: datetime | None = None) -> OrderSlot:
    """As the hospital sees it, in its own scope."""
    with use_scope(ward.physician.scope):
        return plans.slot_for(ward.physician, order.id, release)


def held(ward: Ward, order: TreatmentOrder, slot: OrderSlot) -> None:
    with use_scope(ward.physician.scope):
        plans.hold_slot(actor=ward.physician, order_id=order.id, release=slot.release, promised=slot.ends_at)


def test_a_hospital_asks_by_its_order_and_holds_what_it_saw(house: House, ward: Ward) -> None:
    order = ward.drafted()
    with pytest.raises(Refused) as refused:
        seen(ward, order, day(house))
    assert codes(refused) == ["plans.promise.nothing_published"]
    published(house)
    with pytest.raises(Refused) as refused:
        seen(ward, order)
    assert codes(refused) == ["plans.slot.day"]
    slot = seen(ward, order, day(house))
    offered = plans.offer(house.home.id, house.floor.recipe, release=day(house))
    assert (slot.starts_at, slot.ends_at, slot.is_stale, slot.is_own) == (
        offered.starts_at,
        offered.ends_at,
        offered.standing.is_stale,
        False,
    )
    held(ward, order, slot)
    with use_scope(ward.physician.scope):
        found = plans.hold_for(ward.physician, order.id)
        assert found is not None
        assert (found.stands, found.row.ends_at) == (True, slot.ends_at)
        assert timedelta() <= found.release - slot.release < timedelta(minutes=30)
    own = seen(ward, order)
    assert (own.is_own, own.starts_at, own.ends_at) == (True, slot.starts_at, slot.ends_at)
    with use_scope(ward.nurse.scope):
        plans.give_back_of(actor=ward.nurse, order_id=order.id)
        last = plans.hold_for(ward.nurse, order.id)
        assert last is not None
        assert (last.stands, last.row.state) == (False, HoldState.GIVEN_BACK)
        with pytest.raises(Refused) as refused:
            plans.give_back_of(actor=ward.nurse, order_id=order.id)
    assert codes(refused) == ["plans.slot.none"]


def test_the_policy_says_how_long_a_slot_is_held(house: House, ward: Ward) -> None:
    order = ward.drafted()
    published(house)
    assert seen(ward, order, day(house)).hold_hours == 72
    in_force(house, EditionKind.POLICY, POLICY + b"hold_hours: 12\n")
    slot = seen(ward, order, day(house))
    held(ward, order, slot)
    with use_scope(ward.physician.scope):
        found = plans.hold_for(ward.physician, order.id)
    assert found is not None
    assert (slot.hold_hours, found.row.until) == (12, now() + timedelta(hours=12))


def test_an_order_that_the_plan_has_sees_its_place_and_holds_no_second_one(house: House, ward: Ward) -> None:
    order = ward.accepted()
    published(house)
    slot = seen(ward, order)
    plan = plans.published_plan(house.home.id)
    assert plan is not None
    mine = [each for each in plan.schedule.placed if each.job == order.number]
    assert slot.is_own
    assert slot.ends_at == plan.row.at(max(each.end for each in mine))
    with use_scope(ward.physician.scope), pytest.raises(Refused) as refused:
        plans.hold_slot(actor=ward.physician, order_id=order.id, release=slot.release, promised=slot.ends_at)
    assert codes(refused) == ["plans.hold.planned"]


def test_T19_only_the_two_sides_ask_and_a_draft_is_its_hospitals_alone(house: House, ward: Ward) -> None:
    """T19: the sponsor is refused, a stranger and, before the signature, the maker find no such order."""
    order = ward.completed()
    published(house)
    acts: Any = (plans.slot_for, plans.hold_for, plans.chance_for)
    other = organisation("Other")
    stranger = acting(person("planner@other.example.org", Role.PLANNER, within=other), other)
    for actor in (stranger, ward.planner):
        for act in acts:
            with use_scope(actor.scope), pytest.raises(TreatmentOrder.DoesNotExist):
                act(actor, order.id)
        with use_scope(actor.scope), pytest.raises(TreatmentOrder.DoesNotExist):
            plans.ask_for_order_chance(actor=actor, order_id=order.id)
    ward.signed(order)
    for act in acts:
        with use_scope(ward.sponsor_head.scope), pytest.raises(NotAllowed):
            act(ward.sponsor_head, order.id)
    with use_scope(ward.planner.scope):
        assert plans.slot_for(ward.planner, order.id).ends_at > now()


def test_T19_what_stands_against_a_slot_names_nobody_else_to_the_hospital(house: House, ward: Ward) -> None:
    """T19: the engine names the batch that does not fit; the planner reads that, the hospital does not."""
    order = ward.signed(ward.completed())
    refusal = Refused(Problem("planning.promise.published", {"job": "B-0001"}), Problem("planning.schedule.no_room"))
    said = {}
    for actor in (ward.planner, ward.physician):
        with pytest.raises(Refused) as refused, told(actor, order):
            raise refusal
        said[actor] = " ".join(sentence(each) for each in refused.value.problems)
        assert codes(refused)[1] == "plans.slot.no_room"
    assert "B-0001" in said[ward.planner]
    assert "B-0001" not in said[ward.physician]


def test_a_recipe_without_overlay_is_said_in_words(house: House, ward: Ward, settings: Any) -> None:
    order = ward.drafted()
    published(house)
    settings.PLAN_FOLDERS = []
    with pytest.raises(Refused) as refused:
        seen(ward, order, day(house))
    assert codes(refused) == ["plans.slot.no_overlay"]


def test_how_sure_an_order_is_ready_is_counted_for_its_own_slot(house: House, ward: Ward) -> None:
    order = ward.completed()
    published(house)
    slot = seen(ward, order)
    held(ward, order, slot)
    with use_scope(ward.physician.scope):
        row = plans.ask_for_order_chance(actor=ward.physician, order_id=order.id, scenarios=50)
        with pytest.raises(Refused) as refused:
            plans.ask_for_order_chance(actor=ward.physician, order_id=order.id)
        assert codes(refused) == ["plans.work.busy"]
        assert plans.chance_for(ward.physician, order.id).going is not None
    # the plant's own counts and those of other orders do not wait for it
    plans.ask_for_chance(
        actor=house.one, organisation_id=house.home.id, recipe=house.floor.recipe, release=slot.release, scenarios=1
    )
    done(row)
    assert [each.code for each in plans.problems_of(row)] == []
    assert datetime.fromisoformat(row.answer["slot_ends_at"]) == slot.ends_at
    with use_scope(ward.physician.scope):
        found = plans.chance_for(ward.physician, order.id)
        assert (found.going, found.last) == (None, row)


def test_a_count_is_stopped_by_the_hospital_before_and_while_it_runs(
    house: House, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = ward.completed()
    published(house)
    with use_scope(ward.physician.scope):
        row = plans.ask_for_order_chance(actor=ward.physician, order_id=order.id, scenarios=50)
        assert plans.stop_order_chance(actor=ward.physician, order_id=order.id).state == WorkState.STOPPED
        with pytest.raises(Refused) as refused:
            plans.stop_order_chance(actor=ward.physician, order_id=order.id)
        assert codes(refused) == ["plans.work.over"]
        house.floor.clock.advance(timedelta(minutes=1))
        running = plans.ask_for_order_chance(actor=ward.physician, order_id=order.id, scenarios=5_000)
    monkeypatch.setattr("cellpark.base.background.LOOK_S", 0.0)
    shares = []

    def told_how_far(watch: Any, share: float) -> None:
        shares.append(share)
        with use_scope(ward.physician.scope):
            if len(shares) == 1:
                plans.stop_order_chance(actor=ward.physician, order_id=order.id)
        original(watch, share)

    original = Watch.progress
    monkeypatch.setattr(Watch, "progress", told_how_far)
    done(running)
    assert (running.state, len(shares), running.answer) == (WorkState.STOPPED, 1, {})
    with use_scope(ward.physician.scope):
        found = plans.chance_for(ward.physician, order.id)
        assert (found.going, found.last) == (None, running)
    assert row.id != running.id


def test_once_cells_are_collected_no_slot_is_looked_for(house: House, ward: Ward) -> None:
    order = ward.collected(ward.accepted())
    assert order.state == OrderState.COLLECTED
    published(house)
    with pytest.raises(Refused) as refused:
        seen(ward, order)
    assert codes(refused) == ["plans.hold.order"]


def test_what_is_held_stays_its_own_in_the_next_published_plan(house: House, ward: Ward) -> None:
    order = ward.completed()
    published(house)
    slot = seen(ward, order)
    held(ward, order, slot)
    house.approved(house.submitted(made(done(asked(house)))))
    own = seen(ward, order)
    assert (own.is_own, own.ends_at) == (True, slot.ends_at)
