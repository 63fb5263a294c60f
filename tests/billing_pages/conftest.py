"""A park."""

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from tests.billing.park import Park, make_park


@pytest.fixture
def park(db: None, clock: FixedClock, everything: object) -> Park:
    with use_scope(EVERYTHING):
        return make_park()
