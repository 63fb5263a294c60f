"""The picture of what was learned: each new number as a part of the old one."""

import pytest

from cellpark.web.areas.learning.picture import MARGIN, ROWS_MAX, Point, intervals_of


def point(name: str, new: float, *, old: float = 1.0, half: float = 0.1) -> Point:
    return Point(name, old, new, new - half, new + half, abs(new - old) > half, "")


def test_half_lies_as_far_to_one_side_as_double_to_the_other() -> None:
    found = intervals_of([point("a", 0.5), point("b", 2.0), point("c", 1.0)])
    assert found is not None
    rows = {each.name: each for each in found.rows}
    assert rows["c"].dot_x == pytest.approx(found.as_said, abs=0.1)
    assert found.as_said - rows["a"].dot_x == pytest.approx(rows["b"].dot_x - found.as_said, abs=0.2)
    assert all(each.low_x <= each.dot_x <= each.high_x for each in found.rows)
    assert "100 %" in [each.percent for each in found.ticks]


def test_what_differs_stands_first_and_the_rest_is_counted() -> None:
    found = intervals_of([point(f"n{number}", 1.05) for number in range(ROWS_MAX)] + [point("far", 3.0)])
    assert found is not None
    assert found.rows[0].name == "far"
    assert len(found.rows) == ROWS_MAX
    assert found.left_out == 1


def test_what_was_nothing_is_left_to_the_table_and_what_is_far_ends_at_the_edge() -> None:
    assert intervals_of([point("never", 0.2, old=0.0)]) is None
    found = intervals_of([point("far", 1_000.0), Point("to nothing", 1.0, 0.5, 0.0, 1.0, True, "")])
    assert found is not None
    assert all(MARGIN <= each.low_x <= each.high_x <= found.width for each in found.rows)
