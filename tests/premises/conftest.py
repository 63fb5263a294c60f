"""An operator with a building."""

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from tests.premises.world import World, make_world


@pytest.fixture
def world(db: None, clock: FixedClock) -> World:
    with use_scope(EVERYTHING):
        return make_world()
