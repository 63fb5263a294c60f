"""A site that was started once in an empty folder, and stopped: the tests here work on copies of it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.running_site import RunningSite
from tests.settings import work


@pytest.fixture(scope="package")
def prepared() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cellpark-faults-", dir=work(), ignore_cleanup_errors=True) as folder:
        first = RunningSite(Path(folder) / "var")
        first.start()
        assert first.stop() == 0
        yield first.var
