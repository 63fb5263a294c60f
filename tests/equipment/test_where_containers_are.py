"""Where a container is, when the materials and the equipment say it one after the other."""

from datetime import timedelta

import pytest

from cellpark.base.fields import new_id
from cellpark.base.outbox import carry_out, subscriptions
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.equipment import public as plant
from cellpark.equipment.actions.open_container import open_container
from cellpark.genealogy.public import Node, NodeKind
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import events_of
from cellpark.materials import public as materials
from cellpark.materials.public import (
    Consumed,
    Container,
    CustodyAct,
    Movement,
    OperationKind,
    Produced,
    StorageCondition,
)
from cellpark.web.areas.genealogy.names import the_thing
from tests.batches.floor import Floor, make_floor
from tests.materials.plant import OTHER_COI, q

STORE = Movement(act=CustodyAct.STORED, place="Store 1", condition=StorageCondition.REFRIGERATED)


@pytest.mark.django_db
def test_a_container_that_was_stored_is_in_the_incubator_no_more_until_it_is_put_in_again(clock: FixedClock) -> None:
    """CN-4k: what was said last counts."""
    with use_scope(EVERYTHING):
        floor = make_floor(clock, "f" * 64)
        bag = floor.store.patient_bag()

        def put_in() -> str:
            clock.advance(timedelta(minutes=1))
            plant.place_container(
                actor=floor.one, room_id=floor.room.id, facts=plant.facts_of(bag), equipment_id=floor.incubator.id
            )
            return the_thing(Node(NodeKind.CONTAINER, bag.id)).place

        inside = put_in()
        assert inside == plant.inside_of([bag.id])[bag.id]
        clock.advance(timedelta(minutes=1))
        moved = materials.move_container(actor=floor.one, container_id=bag.id, raw=bag.code, movement=STORE)
        assert (moved.ok, plant.inside_of([bag.id])) == (True, {})
        assert the_thing(Node(NodeKind.CONTAINER, bag.id)).place == "Store 1"
        assert put_in() == inside


def told(stream: str, kind: str) -> None:
    """The newest event of a kind, told to everybody who listens."""
    event = [each for each in events_of(stream) if each.type == kind][-1]
    for subscriber in subscriptions()[kind]:
        carry_out(subscriber=subscriber, event_id=str(event.id))


def here(floor: Floor) -> list[str]:
    """What the room says is in it."""
    return [each.code for each in plant.things_in(plant.rooms().get(id=floor.room.id))]


def opened(floor: Floor, bag: Container) -> None:
    """A bag that stands open in the room, for the first batch."""
    open_container(actor=floor.one, room_id=floor.room.id, facts=plant.facts_of(bag), batch="B-1")


@pytest.mark.django_db
def test_T16_a_container_that_was_moved_stands_in_its_room_no_more(clock: FixedClock) -> None:
    """T16: the occupancy of the room ends with the move; what came back later stays."""
    with use_scope(EVERYTHING):
        floor = make_floor(clock, "f" * 64)
        bag = floor.store.patient_bag()
        facts = plant.facts_of(bag)
        plant.place_container(actor=floor.one, room_id=floor.room.id, facts=facts, batch="B-1")
        clock.advance(timedelta(minutes=1))
        materials.move_container(actor=floor.one, container_id=bag.id, raw=bag.code, movement=STORE)
        assert here(floor) == [bag.code]
        told(f"container/{bag.id}", "materials.container.moved")
        assert here(floor) == []
        [stay] = plant.Placement.objects.all()
        assert (stay.openness, stay.removed_at) == ("closed", clock.now())
        clock.advance(timedelta(minutes=1))
        materials.move_container(actor=floor.one, container_id=bag.id, raw=bag.code, movement=STORE)
        clock.advance(timedelta(minutes=1))
        plant.place_container(actor=floor.one, room_id=floor.room.id, facts=facts, batch="B-1")
        told(f"container/{bag.id}", "materials.container.moved")
        assert here(floor) == [bag.code]


@pytest.mark.django_db
@pytest.mark.parametrize("again", [False, True])
def test_T6_nobody_but_a_person_says_that_an_open_container_is_closed(clock: FixedClock, *, again: bool) -> None:
    """T6, T16: moved while it stands open, it stays in the air of the room until it is closed; opened again, it is."""
    with use_scope(EVERYTHING):
        floor = make_floor(clock, "f" * 64)
        bag = floor.store.patient_bag()
        plant.occupy_room(actor=floor.one, room_id=floor.room.id)
        floor.cleared()
        opened(floor, bag)
        clock.advance(timedelta(minutes=1))
        materials.move_container(actor=floor.one, container_id=bag.id, raw=bag.code, movement=STORE)
        told(f"container/{bag.id}", "materials.container.moved")
        [stay] = plant.Placement.objects.all()
        assert (stay.openness, stay.removed_at) == ("open", None)
        clock.advance(timedelta(minutes=1))
        if again:
            opened(floor, bag)
        clock.advance(timedelta(minutes=1))
        plant.close_container(actor=floor.one, room_id=floor.room.id, container=bag.id)
        told(f"room/{floor.room.id}", "equipment.container.closed")
        assert here(floor) == ([bag.code] if again else [])


@pytest.mark.django_db
@pytest.mark.parametrize(("openness", "named"), [("open", True), ("closed", True), ("closed", False)])
def test_T6_what_leaves_its_store_by_being_used_stays_in_the_room_where_it_is_used(
    clock: FixedClock, openness: str, *, named: bool
) -> None:
    """T6: the move that an operation records by itself takes nothing out of the room; others are kept away from it."""
    with use_scope(EVERYTHING):
        floor = make_floor(clock, "f" * 64)
        bag, other = floor.store.patient_bag(), floor.store.patient_bag(OTHER_COI)
        materials.move_container(actor=floor.one, container_id=bag.id, raw=bag.code, movement=STORE)
        clock.advance(timedelta(minutes=10))
        plant.occupy_room(actor=floor.one, room_id=floor.room.id)
        floor.cleared()
        if openness == "open":
            opened(floor, bag)
        else:
            plant.place_container(actor=floor.one, room_id=floor.room.id, facts=plant.facts_of(bag), batch="B-1")
        clock.advance(timedelta(minutes=5))
        materials.operate(
            actor=floor.one,
            kind=OperationKind.TRANSFER,
            consumed=[Consumed(container=bag.id, quantity=q("10 mL"))],
            produced=[Produced(quantity=q("10 mL"))],
            room=floor.room.id if named else None,
        )
        told(f"container/{bag.id}", "materials.container.moved")
        [stay] = plant.Placement.objects.all()
        assert (stay.openness, stay.removed_at) == (openness, None)
        if openness == "open":
            for refused_act in (
                lambda: plant.end_work(actor=floor.one, room_id=floor.room.id),
                lambda: opened(floor, other),
            ):
                with pytest.raises(Refused):
                    refused_act()


@pytest.mark.django_db
def test_T16_what_is_used_in_another_room_stands_in_the_first_no_more(clock: FixedClock) -> None:
    """T16: taken out of its store into another room, it has left the one where it stood closed."""
    with use_scope(EVERYTHING):
        floor = make_floor(clock, "f" * 64)
        bag = floor.store.patient_bag()
        plant.place_container(actor=floor.one, room_id=floor.room.id, facts=plant.facts_of(bag), batch="B-1")
        clock.advance(timedelta(minutes=1))
        materials.move_container(actor=floor.one, container_id=bag.id, raw=bag.code, movement=STORE)
        materials.operate(
            actor=floor.one,
            kind=OperationKind.TRANSFER,
            consumed=[Consumed(container=bag.id, quantity=q("10 mL"))],
            produced=[Produced(quantity=q("10 mL"))],
            room=new_id(),
        )
        told(f"container/{bag.id}", "materials.container.moved")
        assert here(floor) == []


@pytest.mark.django_db
@pytest.mark.parametrize("late", [False, True])
def test_CN4k_what_was_said_last_counts_however_soon_the_worker_comes(clock: FixedClock, *, late: bool) -> None:
    """CN-4k, T16: a stay that is written down after the move for a time before it, with the move told before or after."""
    with use_scope(EVERYTHING):
        floor = make_floor(clock, "f" * 64)
        bag, before = floor.store.patient_bag(), clock.now()
        clock.advance(timedelta(minutes=5))
        materials.move_container(actor=floor.one, container_id=bag.id, raw=bag.code, movement=STORE)
        clock.advance(timedelta(minutes=5))
        if not late:
            told(f"container/{bag.id}", "materials.container.moved")
        plant.place_container(actor=floor.one, room_id=floor.room.id, facts=plant.facts_of(bag), at=before)
        if late:
            told(f"container/{bag.id}", "materials.container.moved")
        assert here(floor) == [bag.code]


@pytest.mark.django_db
def test_T16_what_is_used_up_takes_no_place_once_it_is_closed(clock: FixedClock) -> None:
    """T6, T16: an empty bag that stands open is in the air of its room until somebody closes it."""
    with use_scope(EVERYTHING):
        floor = make_floor(clock, "f" * 64)
        closed, standing = floor.store.patient_bag(), floor.store.patient_bag()
        plant.occupy_room(actor=floor.one, room_id=floor.room.id)
        floor.cleared()
        plant.place_container(actor=floor.one, room_id=floor.room.id, facts=plant.facts_of(closed), batch="B-1")
        opened(floor, standing)
        for bag in (closed, standing):
            clock.advance(timedelta(minutes=1))
            materials.operate(
                actor=floor.one,
                kind=OperationKind.DESTROY,
                consumed=[Consumed(container=bag.id)],
                produced=[],
                reason="waste",
            )
            told(f"container/{bag.id}", "materials.container.destroyed")
        assert here(floor) == [standing.code]
        plant.close_container(actor=floor.one, room_id=floor.room.id, container=standing.id)
        told(f"room/{floor.room.id}", "equipment.container.closed")
        assert here(floor) == []
