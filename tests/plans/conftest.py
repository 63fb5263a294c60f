"""The house of these tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from tests.plans.house import House, small_house


@pytest.fixture
def house(db: None, clock: FixedClock, settings: Any, tmp_path: Path) -> Iterator[House]:
    with use_scope(EVERYTHING):
        yield small_house(clock, settings, tmp_path)
