"""The tables of the chain are folds of their streams."""

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.chain import public as chain
from cellpark.chain.public import Seat
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import check_rebuild
from tests.chain.world import DAY, make_world


@pytest.mark.usefixtures("durable")
def test_P11_5a_the_tables_are_folds_of_their_streams(clock: FixedClock) -> None:
    """P11-5a: rebuild --check finds nothing that the ledger does not say, and names what somebody changed."""
    world = make_world()
    row = world.seat("M41", "Tester", lead_days=4)
    world.seat("M42", "Other")
    world.facts("city:jinan,M41,firms,4,,2026-10-01,register")
    world.purchases("park:lishan,U21,A,B,park,1000,2026-06-01,PO 1")
    offer, want = world.offer("Phase I ward"), world.want("Ward")
    with use_scope(world.member.scope):
        chain.miss_search(actor=world.member, node="M51", area="park:lishan")
        made = chain.ask_introduction(actor=world.member, want_id=want.id, offer_id=offer.id)
    with use_scope(world.doctor.scope):
        chain.agree_introduction(actor=world.doctor, introduction_id=made.id)
        for verb in ("contract", "complete"):
            chain.follow_deal(actor=world.doctor, introduction_id=made.id, verb=verb, reason="so")
        chain.withdraw_offer(actor=world.doctor, offer_id=offer.id)
    with use_scope(world.staff.scope):
        chain.end_seat(actor=world.staff, seat_id=row.id, until=DAY, reason="stopped")
    with use_scope(EVERYTHING):
        rebuilt = check_rebuild()
        assert [each for each in rebuilt.differences if each.table.startswith("chain_")] == []
        assert {name: count for name, count in rebuilt.rows.items() if name.startswith("chain_")} == {
            "chain_seat": 2,
            "chain_purchase": 1,
            "chain_marketfact": 1,
            "chain_missedsearch": 1,
            "chain_recruitment": 0,
            "chain_offer": 1,
            "chain_want": 1,
            "chain_introduction": 1,
        }
        Seat.objects.filter(id=row.id).update(lead_days=5)
        changed = {(each.table, each.columns) for each in check_rebuild().differences}
        assert ("chain_seat", ("lead_days",)) in changed
