"""A park of the directory with a chain."""

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from cellpark.space.public import load_example_parks
from tests.chain.world import EXAMPLES, World, make_world


@pytest.fixture
def world(db: None, clock: FixedClock) -> World:
    with use_scope(EVERYTHING):
        load_example_parks(EXAMPLES / "parks")
    return make_world()
