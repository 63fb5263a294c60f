"""The tables of facilities are folds of their streams."""

from datetime import date, timedelta

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.facilities import beside
from cellpark.facilities import public as facilities
from cellpark.facilities.public import Occupied
from cellpark.identity.public import Role
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import check_rebuild
from tests.facilities.park import MONDAY, Park, make_park, picture
from tests.people import acting, person


@pytest.fixture
def park(durable: str, clock: FixedClock) -> Park:
    with use_scope(EVERYTHING):
        return make_park()


def test_P11_5a_the_tables_are_folds_of_their_streams(
    park: Park, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """P11-5a: rebuild --check finds nothing that the ledger does not say, and names what somebody changed."""
    row = park.done("80.00", photos=[picture()])
    park.do(park.staff, facilities.add_note, order_id=row.id, text="Done", internal=True)
    park.do(park.one, facilities.confirm_order, order_id=row.id)
    park.do(park.staff, facilities.reverse_cost, order_id=row.id, reason="Wrong")
    waits = park.accepted()
    park.do(park.staff, facilities.wait_for_tenant, order_id=waits.id, reason="Key?")
    park.do(park.staff, facilities.clear_alarm, source="BMS", external=park.alarm().external, at=clock.now())
    house = park.tenants[1]
    use = Occupied(house=house.id, room_id=park.rooms[0].id, plant_room="", batch="", since=MONDAY, until=None)
    monkeypatch.setattr(beside, "contributed", lambda *_named: [lambda _rooms, _reader: [use]])
    fire = park.hot_work(start=MONDAY)
    park.do(park.staff, facilities.ask_beside, permit_id=fire.id, reason="Leak")
    head = acting(person("head@x.test", Role.QUALITY_HEAD, within=house), house)
    park.do(head, facilities.answer_beside, permit_id=fire.id, allowed=True, reason="Closed")
    park.do(park.manager, facilities.approve_permit, permit_id=fire.id, reason="It cannot wait")
    clock.advance(MONDAY - clock.now())
    park.do(park.one, facilities.begin_permit, permit_id=fire.id)
    sent = park.waste(start=MONDAY)
    park.do(park.manager, facilities.approve_permit, permit_id=sent.id)
    park.do(park.one, facilities.make_permit_link, permit_id=sent.id)
    opened = park.do(park.one, facilities.make_permit_link, permit_id=sent.id).link
    park.do(park.staff, facilities.revoke_permit_link, permit_id=sent.id, link_id=opened.id)
    rules = park.do(
        park.manager,
        facilities.propose_rules,
        since=date(2026, 11, 24),
        own=facilities.OwnTerms.of(facilities.terms_on(date(2026, 11, 24))),
        reason="Leases",
    )
    park.do(park.second, facilities.approve_rules, rules_id=rules.id)
    clock.advance(timedelta(days=1))
    park.report(title="Under the park's own rules")
    with use_scope(EVERYTHING):
        rebuilt = check_rebuild()
        assert [each for each in rebuilt.differences if each.table.startswith("facilities_")] == []
        assert {name: count for name, count in rebuilt.rows.items() if name.startswith("facilities_")} == {
            "facilities_workorder": 4,
            "facilities_order_note": 2,
            "facilities_order_photo": 1,
            "facilities_cost_line": 1,
            "facilities_permit": 2,
            "facilities_permitlink": 2,
            "facilities_own_rules": 1,
            "facilities_alarm": 1,
        }
        facilities.CostLine.objects.update(net_fen=1)
        facilities.WorkOrder.objects.filter(number=1).update(urgency="low")
        changed = {each.table for each in check_rebuild().differences}
    assert {each for each in changed if each.startswith("facilities_")} == {
        "facilities_workorder",
        "facilities_cost_line",
    }
