"""A slot at once, held for an order, and what becomes of it."""

import sys
from datetime import datetime, timedelta
from typing import Any

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Role
from cellpark.kernel.problem import NotAllowed, Refused
from cellpark.ledger.public import Event
from cellpark.orders import public as orders
from cellpark.orders.public import TreatmentOrder
from cellpark.plans import effects
from cellpark.plans import public as plans
from cellpark.plans.public import EditionKind, HoldState, SlotHold
from tests.api.callers import Program, token_for
from tests.orders.ward import Ward, make_ward
from tests.people import acting, organisation, person
from tests.planning.test_living import TIMES
from tests.plans.house import House, in_force
from tests.plans.test_publishing import codes
from tests.plans.test_work import asked, done, made


@pytest.fixture
def ward(house: House) -> Ward:
    """A plan is published, with one batch in it."""
    ward = make_ward(house.floor)
    house.floor.planned()
    in_force(house, EditionKind.TIMES, TIMES.encode())
    return ward


def day(house: House) -> datetime:
    return now() + timedelta(days=3)


def published(house: House) -> None:
    plan = made(done(asked(house)))
    house.approved(house.submitted(plan))


def hold(ward: Ward, order: TreatmentOrder, release: datetime, promised: datetime) -> SlotHold:
    """As its hospital does."""
    with use_scope(ward.physician.scope):
        return plans.hold_slot(actor=ward.physician, order_id=order.id, release=release, promised=promised)


def last(kind: str) -> Event:
    found: Event | None = Event.objects.filter(type=kind).order_by("-recorded_at").first()
    assert found is not None
    return found


def test_a_slot_is_held_for_an_order_and_nobody_else_has_it(house: House, ward: Ward) -> None:
    release = day(house)
    order = ward.drafted()
    with pytest.raises(Refused) as refused:
        plans.offer(house.home.id, house.floor.recipe, release=release)
    assert codes(refused) == ["plans.promise.nothing_published"]
    published(house)
    offered = plans.offer(house.home.id, house.floor.recipe, release=release)
    assert offered.ends_at == plans.offer(house.home.id, house.floor.recipe, release=release).ends_at
    assert offered.starts_at >= release
    held = hold(ward, order, release, offered.ends_at)
    assert (held.state, held.ends_at, held.number) == (HoldState.HELD, offered.ends_at, order.number)
    # the one suite has the first patient: the next is done later
    after = plans.offer(house.home.id, house.floor.recipe, release=release)
    assert after.ends_at > offered.ends_at
    second = ward.drafted(patient=ward.patient("Li Na", "MRN-2"))
    with pytest.raises(Refused) as refused:
        hold(ward, second, release, offered.ends_at)
    assert codes(refused) == ["plans.hold.taken"]
    with pytest.raises(Refused) as refused:
        hold(ward, order, release, after.ends_at)
    assert codes(refused) == ["plans.hold.twice"]
    with use_scope(ward.physician.scope):
        plans.give_back_of(actor=ward.physician, order_id=order.id)
    assert plans.offer(house.home.id, house.floor.recipe, release=release).ends_at == offered.ends_at
    with pytest.raises(Refused) as refused:
        plans.offer(house.home.id, house.floor.recipe, release=now() - timedelta(days=1))
    assert codes(refused) == ["plans.promise.past"]


def test_what_is_held_stays_in_the_next_plan_and_runs_out_when_nobody_submits_the_order(
    house: House, ward: Ward
) -> None:
    release, order = day(house), ward.drafted()
    published(house)
    offered = plans.offer(house.home.id, house.floor.recipe, release=release)
    held = hold(ward, order, release, offered.ends_at)
    plan = made(done(asked(house)))
    found = plans.read_plan(plan)
    ends = max(each.end for each in found.schedule.placed if each.job == order.number)
    assert plan.at(ends) == held.ends_at
    assert plans.expire_holds() == 0
    house.floor.clock.advance(timedelta(days=4))
    assert plans.expire_holds() == 1
    held.refresh_from_db()
    assert held.state == HoldState.EXPIRED
    assert plans.hold_of(order.id) is None


def test_a_submitted_order_keeps_its_slot_until_it_is_cancelled_and_a_kept_promise_is_counted(
    house: House, ward: Ward
) -> None:
    release, order = day(house), ward.completed()
    published(house)
    offered = plans.offer(house.home.id, house.floor.recipe, release=release)
    held = hold(ward, order, release, offered.ends_at)
    ward.signed(order)
    house.floor.clock.advance(timedelta(days=4))
    # the worker stood still, and looks at what ran out before it hears of the order
    assert plans.expire_holds() == 0
    with use_scope(EVERYTHING):
        effects.take_held(last("orders.order.submitted").id)
    held.refresh_from_db()
    assert held.state == HoldState.TAKEN
    with use_scope(ward.physician.scope):
        orders.cancel_order(actor=ward.physician, order_id=order.id, reason="Another treatment")
    with use_scope(EVERYTHING):
        effects.give_held_back(last("orders.order.cancelled").id)
    held.refresh_from_db()
    assert held.state == HoldState.GIVEN_BACK
    assert plans.kept_promises(house.home.id) == []


def test_T19_only_the_two_sides_of_an_order_hold_its_slot(house: House, ward: Ward) -> None:
    """T19: a stranger sees neither the order nor the plan; a colleague who may not plan is refused."""
    release, order = day(house), ward.completed()
    published(house)
    offered = plans.offer(house.home.id, house.floor.recipe, release=release)
    ward.signed(order)
    other = organisation("Other")
    stranger = acting(person("planner@other.example.org", Role.PLANNER, within=other), other)
    with use_scope(stranger.scope), pytest.raises(orders.TreatmentOrder.DoesNotExist):
        plans.hold_slot(actor=stranger, order_id=order.id, release=release, promised=offered.ends_at)
    with pytest.raises(NotAllowed):
        plans.hold_slot(actor=house.floor.one, order_id=order.id, release=release, promised=offered.ends_at)
    assert not SlotHold.objects.exists()


def test_T19_the_maker_neither_holds_nor_gives_back_for_a_draft_whose_number_it_knows(house: House, ward: Ward) -> None:
    """T19: a draft is its hospital's alone, by whichever door the maker's planner comes; submitted, it is for both."""
    release, order = day(house), ward.completed()
    published(house)
    offered = plans.offer(house.home.id, house.floor.recipe, release=release)
    body = {"order_id": str(order.id), "release": release.isoformat(), "promised": offered.ends_at.isoformat()}
    planner = Program(token_for(house.planner))
    with use_scope(ward.planner.scope), pytest.raises(TreatmentOrder.DoesNotExist):
        plans.hold_slot(actor=ward.planner, order_id=order.id, release=release, promised=offered.ends_at)
    assert planner.post("slot-holds", body).status == 404
    assert not SlotHold.objects.exists()
    held = hold(ward, order, release, offered.ends_at)
    with use_scope(ward.planner.scope), pytest.raises(TreatmentOrder.DoesNotExist):
        plans.give_back(actor=ward.planner, hold_id=held.id)
    assert planner.post(f"slot-holds/{held.id}/give-back", {}).status == 404
    held.refresh_from_db()
    assert held.state == HoldState.HELD
    ward.signed(order)
    assert planner.post(f"slot-holds/{held.id}/give-back", {}).status == 200
    assert planner.post("slot-holds", body).status == 200


def test_where_the_site_computes_reaches_the_chances_of_plans(
    house: House, ward: Ward, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same choice as for studies: a site that says it has a cluster is not counted for on the web's machine."""
    published(house)
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"compute": "ray"})
    monkeypatch.setitem(sys.modules, "ray", None)
    row = plans.ask_for_chance(
        actor=house.one, organisation_id=house.home.id, recipe=house.floor.recipe, release=day(house), scenarios=20
    )
    done(row)
    assert [each.code for each in plans.problems_of(row)] == ["planning.compute.no_ray"]


def test_how_sure_a_patient_is_done_is_counted_from_the_plant_as_it_is(house: House, ward: Ward) -> None:
    published(house)
    batch = house.floor.started("B-0009")
    house.floor.cleared()
    house.floor.counted(batch, house.floor.store.patient_bag())
    release = day(house)
    row = plans.ask_for_chance(
        actor=house.one,
        organisation_id=house.home.id,
        recipe=house.floor.recipe,
        release=release,
        scenarios=50,
    )
    done(row)
    assert [each.code for each in plans.problems_of(row)] == []
    said = row.answer
    times = [datetime.fromisoformat(said["by"][each]) for each in ("0.5", "0.8", "0.95")]
    assert times == sorted(times)
    assert times[0] > release
    assert said["scenarios"] == 50
    assert 0 <= said["within_slot"] <= said["released"] == 1.0
