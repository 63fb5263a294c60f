"""The house of these tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from tests.batches.floor import SMALL
from tests.batches.in_force import floor_in_force
from tests.planning.test_living import PLAN
from tests.plans.house import House, make_house


@pytest.fixture
def house(db: None, clock: FixedClock, settings: Any, tmp_path: Path) -> Iterator[House]:
    (tmp_path / "small.plan.yaml").write_text(PLAN, encoding="utf-8")
    settings.PLAN_FOLDERS = [tmp_path]
    with use_scope(EVERYTHING):
        yield make_house(floor_in_force(clock, SMALL))
