"""A floor, an approved small recipe, and the clock under the test's hand."""

from collections.abc import Callable, Iterator

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from cellpark.recipes.dialect import Recipe, parse
from tests.batches.floor import SMALL, Floor
from tests.batches.in_force import floor_in_force, next_in_force


@pytest.fixture(scope="session")
def small() -> Recipe:
    return parse(SMALL)


@pytest.fixture
def floor(db: None, clock: FixedClock) -> Iterator[Floor]:
    with use_scope(EVERYTHING):
        yield floor_in_force(clock)


@pytest.fixture
def follows(floor: Floor) -> Callable[[str], Floor]:
    """The floor with another text in force: what is planned next follows it."""

    def changed(text: str) -> Floor:
        floor.recipe = next_in_force(floor.store.organisation, floor.recipe, text)
        return floor

    return changed
