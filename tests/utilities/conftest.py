"""A park with meters."""

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from tests.utilities.site import Site, make_site


@pytest.fixture
def site(db: None, clock: FixedClock) -> Site:
    with use_scope(EVERYTHING):
        return make_site()
