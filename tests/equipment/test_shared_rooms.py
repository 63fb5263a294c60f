"""T16: whoever was in a room with an open container is found by a recall, also without having touched it."""

import pytest

from cellpark.base.actor import Actor
from cellpark.equipment import public as plant
from cellpark.genealogy.public import NodeKind, forward
from cellpark.identity.public import Role
from tests.equipment.plant import bag, cleared, gowned, make_plant, someone_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("everything", "clock")]


def touched(actor: Actor) -> set[object]:
    assert actor.person_id is not None
    return {each.id for each in forward(NodeKind.PERSON, actor.person_id) if each.kind is NodeKind.CONTAINER}


def test_T16_people_beside_an_open_container_are_in_contact_with_it() -> None:
    """T16: those who are there, those who come while it is open; not who left before, not who passes closed ones."""
    here = make_plant()
    cleared(here, here.clean)
    beside = here.second
    gone, later, last = (gowned(name, here.home, Role.PRODUCTION_OPERATOR) for name in ("gone", "later", "last"))
    for actor in (here.operator, beside, gone):
        someone_in(here.clean, actor)
    plant.leave_room(actor=gone, room_id=here.clean.id)
    shut, opened = bag("BAG-1"), bag("BAG-2")
    plant.place_container(actor=here.operator, room_id=here.clean.id, facts=shut, batch="P-1")
    plant.open_container(actor=here.operator, room_id=here.clean.id, facts=opened, batch="P-1")
    someone_in(here.clean, later)
    plant.close_container(actor=here.operator, room_id=here.clean.id, container=opened.container)
    someone_in(here.clean, last)
    assert touched(here.operator) == {shut.container, opened.container}
    assert touched(beside) == touched(later) == {opened.container}
    assert touched(gone) == touched(last) == set()
