"""A plant, a hospital and a carrier, and one bag on its way to the ward."""

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from tests.shipments.journey import World, make_world


@pytest.fixture
def world(db: None, clock: FixedClock) -> World:
    with use_scope(EVERYTHING):
        return make_world()
