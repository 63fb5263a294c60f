"""A park with its chain."""

import pytest

from cellpark.kernel.clock import FixedClock
from tests.chain.world import World, make_world


@pytest.fixture
def world(db: None, clock: FixedClock) -> World:
    return make_world()
