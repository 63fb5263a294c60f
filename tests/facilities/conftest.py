"""A park whose things break."""

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from tests.facilities.park import Park, make_park


@pytest.fixture
def park(db: None, clock: FixedClock) -> Park:
    with use_scope(EVERYTHING):
        return make_park()
