"""An operator with a building, its manager signed in."""

import pytest
from django.test import Client

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.identity.public import Person
from tests.pages.conftest import signed_in
from tests.premises.conftest import world
from tests.premises.world import World

__all__ = ["world"]


@pytest.fixture
def manager(world: World) -> Client:
    with use_scope(EVERYTHING):
        return signed_in(Person.objects.get(id=world.manager.person_id))
