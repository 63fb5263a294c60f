"""A ward, two sponsors, a plant with an approved small recipe, and the clock under the test's hand."""

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from tests.batches.conftest import floor, small
from tests.batches.floor import Floor
from tests.orders.ward import Ward, make_ward

__all__ = ["floor", "small"]


@pytest.fixture
def ward(floor: Floor) -> Ward:
    with use_scope(EVERYTHING):
        return make_ward(floor)
