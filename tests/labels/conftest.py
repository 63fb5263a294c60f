"""Fixtures of this folder."""

from collections.abc import Iterator

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from tests.labels.plant import Plant


@pytest.fixture
def plant(clock: FixedClock) -> Iterator[Plant]:
    """One plant, seen by the house; tests of borders open a narrower scope."""
    with use_scope(EVERYTHING):
        yield Plant()
