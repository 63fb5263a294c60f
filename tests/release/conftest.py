"""A floor with a release desk; what the laboratory says is in the test's hand."""

import pytest

from tests.batches.conftest import floor, small
from tests.batches.floor import Floor
from tests.release.desk import Desk, make_desk

__all__ = ["floor", "small"]


@pytest.fixture
def desk(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = make_desk(floor)
    for module in ("gather", "neighbours", "queries", "actions.open_supply", "actions.notice_late_results"):
        monkeypatch.setattr(f"cellpark.release.{module}.results_of", made.results)
    monkeypatch.setattr("cellpark.release.gather.environment_of", lambda _batch: made.environment)
    return made
