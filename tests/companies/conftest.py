"""A park with its rules loaded."""

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from tests.companies.park import Park, load_rules, make_park


@pytest.fixture
def park(db: None, clock: FixedClock) -> Park:
    with use_scope(EVERYTHING):
        made = make_park()
        load_rules(made)
        return made
