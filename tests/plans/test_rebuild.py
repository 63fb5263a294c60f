"""The tables of plans are folds of their streams."""

from pathlib import Path
from typing import Any

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import check_rebuild
from cellpark.plans.public import Plan
from tests.plans.house import House, small_house


@pytest.fixture
def lasting(durable: str, clock: FixedClock, settings: Any, tmp_path: Path) -> House:
    with use_scope(EVERYTHING):
        return small_house(clock, settings, tmp_path)


def test_P11_5a_the_tables_are_folds_of_their_streams(lasting: House) -> None:
    """P11-5a: rebuild --check finds nothing that the ledger does not say, and names what somebody changed."""
    with use_scope(EVERYTHING):
        lasting.floor.planned()
        lasting.published()
        lasting.published()
        lasting.submitted(lasting.kept())
        rebuilt = check_rebuild()
        assert [each for each in rebuilt.differences if each.table.startswith("plans_")] == []
        assert {name: count for name, count in rebuilt.rows.items() if name.startswith("plans_")} == {
            "plans_plan": 3,
            "plans_edition": 0,
            "plans_hold": 0,
        }
        Plan.objects.filter(number=1).update(objective=1)
        assert {each.table for each in check_rebuild().differences} == {"plans_plan"}
