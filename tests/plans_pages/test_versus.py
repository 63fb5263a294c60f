"""What was planned beside what was done, in the plan that held when it was begun. Pure."""

from datetime import UTC, datetime, timedelta

from cellpark.web.areas.plans.versus import Done, OfKind, Planned, by_kind, versus

START = datetime(2026, 11, 23, 8, tzinfo=UTC)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


PLANS = (
    Planned(
        at(-10), {("B-1", "U1.1"): (at(0), at(2)), ("B-1", "U2.1"): (at(4), at(6)), ("B-2", "U1.1"): (at(1), at(3))}
    ),
    # the first step has begun and is not planned again
    Planned(at(3), {("B-1", "U2.1"): (at(8), at(10)), ("B-2", "U1.1"): (at(9), at(11))}),
)


def test_a_step_is_compared_with_the_plan_that_held_when_it_began() -> None:
    done = [Done("U1.1", at(1), at(1.5)), Done("U1.2", at(1.5), at(2.5)), Done("U2.1", at(8.5), None)]
    first, second = versus("B-1", done, PLANS)
    # its second step belongs to it: it ends when that one does
    assert (first.operation, first.start_minutes, first.end_minutes, first.longer_minutes) == ("U1.1", 60, 30, -30)
    assert (second.planned[0], second.start_minutes, second.end_minutes) == (at(8), 30, None)


def test_what_was_begun_before_any_plan_is_no_difference() -> None:
    assert versus("B-1", [Done("U1.1", at(-20), at(-19))], PLANS) == []
    assert versus("B-3", [Done("U1.1", at(1), at(2))], PLANS) == []
    assert versus("B-1", [Done("U0.1", at(1), at(2))], PLANS) == []


def test_kinds_of_steps_have_medians_in_the_order_of_the_recipe() -> None:
    rows = [
        *versus("B-1", [Done("U1.1", at(1), at(3))], PLANS),
        *versus("B-2", [Done("U1.1", at(1.5), at(4.5))], PLANS),
        *versus("B-1", [Done("U2.1", at(8), None)], PLANS),
    ]
    assert by_kind(rows) == [OfKind("U1.1", 2, 45, 30), OfKind("U2.1", 1, 0, None)]
    ten = Planned(at(-1), {("B-1", "U10.1"): (at(0), at(1)), ("B-1", "U9.1#2"): (at(2), at(3))})
    later = versus("B-1", [Done("U10.1", at(0), at(1)), Done("U9.1#2", at(2), at(3))], [ten])
    assert [each.step for each in by_kind(later)] == ["U9.1", "U10.1"]
