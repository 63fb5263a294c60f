"""A floor with a release desk; what the laboratory says is in the test's hand."""

import pytest

from tests.batches.conftest import floor, small
from tests.batches.floor import Floor
from tests.release.desk import Desk, make_desk, stub

__all__ = ["floor", "small"]


@pytest.fixture
def desk(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = make_desk(floor)
    stub(made, monkeypatch)
    return made
