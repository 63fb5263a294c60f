"""The laboratory beside the floor of the batches."""

import pytest

from tests.batches.conftest import floor, small
from tests.batches.floor import Floor
from tests.quality.laboratory import Laboratory, make_laboratory

__all__ = ["floor", "small"]


@pytest.fixture
def lab(floor: Floor) -> Laboratory:
    return make_laboratory(floor)
