"""A small plant with people, a few materials and one patient's bag."""

from collections.abc import Iterator

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from tests.materials.plant import Plant, make_plant


@pytest.fixture
def plant(db: None, clock: FixedClock) -> Iterator[Plant]:
    made = make_plant()
    with use_scope(EVERYTHING):
        yield made
