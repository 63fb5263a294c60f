"""What a building system says: told once, gathered by point, never lost."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.facilities import public as facilities
from cellpark.facilities.public import AlarmState, OrderState, Severity
from cellpark.facilities.rows import locked_order
from cellpark.kernel.clock import FixedClock
from cellpark.kernel.problem import NotAllowed, Refused
from tests.facilities.park import Park

pytestmark = pytest.mark.django_db


def orders() -> list[facilities.WorkOrder]:
    with use_scope(EVERYTHING):
        return list(facilities.orders().order_by("number"))


def test_a_critical_alarm_opens_an_emergency(park: Park) -> None:
    found = park.alarm()
    (opened,) = orders()
    assert (opened.id, opened.urgency, opened.kind, opened.place) == (found.order_id, "emergency", "air", "B1 A-101")
    assert (opened.tenant_id, opened.title, opened.history[0]["side"]) == (None, "Pressure low", "system")
    assert (found.known, found.room_id, found.state) == (True, park.rooms[0].id, AlarmState.RAISED)


def test_the_same_alarm_again_changes_nothing(park: Park) -> None:
    """Idempotent by source and number: a system sends again what it does not know to have arrived."""
    assert park.alarm().id == park.alarm(text="other words").id
    assert len(orders()) == 1


def test_a_number_that_comes_again_from_another_point_is_refused_and_not_passed_over(park: Park) -> None:
    """A system that counts wrongly would lose an alarm without a word."""
    park.alarm()
    with pytest.raises(Refused) as refused:
        park.alarm(point="AHU-02.DP")
    (problem,) = refused.value.problems
    assert (problem.code, problem.params, problem.field) == (
        "facilities.alarm.number",
        {"id": "1", "point": "AHU-01.DP"},
        "id",
    )
    assert len(orders()) == 1


def test_a_flood_of_one_point_is_one_order(park: Park) -> None:
    joined = {park.alarm(str(each)).order_id for each in range(5)}
    assert len(joined) == len(orders()) == 1
    with use_scope(EVERYTHING):
        assert len(facilities.alarms_of(orders()[0])) == 5


def test_another_point_and_another_source_are_orders_of_their_own(park: Park) -> None:
    park.alarm()
    park.alarm("2", point="AHU-02.DP")
    park.alarm("3", source="Fire panel")
    assert len(orders()) == 3


def begun(park: Park) -> UUID:
    """The order of an alarm, on which somebody works."""
    first = park.alarm().order_id
    assert first is not None
    park.do(park.staff, facilities.accept_order, order_id=first)
    park.do(park.staff, facilities.assign_order, order_id=first, contractor="Example Air")
    park.do(park.staff, facilities.start_work, order_id=first)
    return first


def test_after_it_was_mended_the_point_opens_a_new_order(park: Park) -> None:
    first = begun(park)
    park.do(park.staff, facilities.finish_work, order_id=first, done="Filter")
    assert park.alarm("2").order_id != first
    assert [each.state for each in orders()] == [OrderState.DONE, OrderState.REPORTED]


def test_an_order_is_not_opened_again_beside_a_newer_one_of_its_point(park: Park) -> None:
    """One order gathers the alarms of a point; whoever finds it broken again is told which one."""
    first = begun(park)
    park.do(park.staff, facilities.finish_work, order_id=first, done="Filter")
    newer = park.order(park.alarm("2").order_id)
    with pytest.raises(Refused) as refused:
        park.do(park.staff, facilities.reopen_order, order_id=first, reason="Low again")
    (problem,) = refused.value.problems
    assert (problem.code, problem.params) == ("facilities.order.point", {"code": newer.code})
    park.do(park.staff, facilities.decline_order, order_id=newer.id, reason="Told twice")
    opened = park.do(park.staff, facilities.reopen_order, order_id=first, reason="Low again")
    assert opened.state == OrderState.ACCEPTED


def test_an_alarm_that_meets_the_end_of_the_work_is_work_of_its_own(
    park: Park, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody looks at an order again that somebody is just finishing."""
    first = begun(park)

    def finished_meanwhile(order_id: UUID) -> facilities.WorkOrder:
        park.do(park.staff, facilities.finish_work, order_id=order_id, done="Fan replaced")
        return locked_order(order_id)

    monkeypatch.setattr("cellpark.facilities.actions.receive_alarm.locked_order", finished_meanwhile)
    assert park.alarm("2").order_id not in (None, first)


def test_a_minor_alarm_is_noted_and_opens_nothing(park: Park) -> None:
    found = park.alarm(severity=Severity.MINOR)
    assert (found.order_id, orders()) == (None, [])
    park.alarm("2")
    assert park.alarm("3", severity=Severity.MINOR).order_id == orders()[0].id


def test_an_unknown_room_is_taken_and_flagged(park: Park) -> None:
    found = park.alarm(room="Z9 000")
    assert (found.known, found.room_id, found.place) == (False, None, "Z9 000")
    assert orders()[0].place == "Z9 000"
    assert park.alarm("2", point="P-2", room="").known is False
    assert orders()[1].place == "P-2"


def test_the_end_of_the_last_alarm_is_told_to_those_who_work(park: Park, clock: FixedClock) -> None:
    for each in ("1", "2"):
        park.alarm(each)
    row = orders()[0]
    clock.advance(timedelta(minutes=5))
    for each in ("1", "2", "2"):
        cleared = park.do(park.staff, facilities.clear_alarm, source="BMS", external=each, at=clock.now())
        assert (cleared.state, cleared.cleared_at) == (AlarmState.CLEARED, clock.now())
    with use_scope(EVERYTHING):
        assert [(each.text, each.side) for each in facilities.notes_of(row)] == [(facilities.CLEARED, "system")]
    assert orders()[0].state == OrderState.REPORTED  # whether it is mended is for people to say


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"source": ""}, "base.required"),
        ({"external": "x" * 101}, "base.too_long"),
        ({"point": " "}, "base.required"),
        ({"text": "a\x00b"}, "base.text.control"),
        ({"kind": "moon"}, "base.not_a_choice"),
    ],
)
def test_an_alarm_that_says_too_little_is_refused(park: Park, said: dict[str, Any], problem: str) -> None:
    with pytest.raises(Refused) as refusal:
        park.alarm(**({"external": "1"} | said))
    assert [each.code for each in refusal.value.problems] == [problem]


def test_an_alarm_of_tomorrow_is_refused(park: Park, clock: FixedClock) -> None:
    with pytest.raises(Refused) as refusal:
        park.alarm(at=clock.now() + timedelta(minutes=11))
    assert refusal.value.problems[0].code == "facilities.alarm.future"


def test_the_end_of_what_never_began_is_refused(park: Park, clock: FixedClock) -> None:
    with pytest.raises(Refused) as refusal:
        park.do(park.staff, facilities.clear_alarm, source="BMS", external="9", at=clock.now())
    assert refusal.value.problems[0].code == "facilities.alarm.unknown"


def test_a_tenant_sends_no_alarm(park: Park, clock: FixedClock) -> None:
    with pytest.raises(NotAllowed):
        park.do(park.one, facilities.clear_alarm, source="BMS", external="1", at=clock.now())
