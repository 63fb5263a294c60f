"""A floor, an approved small recipe, and the clock under the test's hand."""

from collections.abc import Callable, Iterator

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.batches import recipes_used
from cellpark.kernel.clock import FixedClock
from cellpark.recipes.dialect import Recipe, identity, parse, parse_approved
from tests.batches.floor import SMALL, Floor, make_floor


@pytest.fixture(scope="session")
def small() -> Recipe:
    return parse(SMALL)


@pytest.fixture
def floor(db: None, clock: FixedClock, small: Recipe, monkeypatch: pytest.MonkeyPatch) -> Iterator[Floor]:
    monkeypatch.setattr("cellpark.batches.reading.load_recipe", lambda _sha256: small)
    for module in ("plan_batch", "start_batch"):
        monkeypatch.setattr(f"cellpark.batches.actions.{module}.is_approved", lambda sha256: sha256 == "f" * 64)
    with use_scope(EVERYTHING):
        yield make_floor(clock, "f" * 64)


@pytest.fixture
def follows(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Floor]:
    """The floor with another text in force: what is planned next follows it."""

    def changed(text: str) -> Floor:
        recipe, digest = parse_approved(text), identity(text)
        monkeypatch.setattr("cellpark.batches.reading.load_recipe", lambda _sha256: recipe)
        for module in ("plan_batch", "start_batch"):
            monkeypatch.setattr(f"cellpark.batches.actions.{module}.is_approved", lambda sha256: sha256 == digest)
        floor.recipe = digest
        return floor

    return changed


assert recipes_used
