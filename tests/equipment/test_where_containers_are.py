"""Where a container is, when the materials and the equipment say it one after the other."""

from datetime import timedelta

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.equipment import public as plant
from cellpark.genealogy.public import Node, NodeKind
from cellpark.kernel.clock import FixedClock
from cellpark.materials import public as materials
from cellpark.materials.public import CustodyAct, Movement, StorageCondition
from cellpark.web.areas.genealogy.names import the_thing
from tests.batches.floor import make_floor

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
