"""The tables of shipments are folds of their streams."""

import pytest

from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.kernel.clock import FixedClock
from cellpark.ledger.public import check_rebuild
from cellpark.shipments import public as shipments
from cellpark.shipments.public import Excursion, ExcursionState, HandLink, LinkAct, LinkRole, Shipment
from tests.shipments.journey import make_world


@pytest.mark.usefixtures("durable")
def test_P11_5a_the_tables_are_folds_of_their_streams(clock: FixedClock) -> None:
    """P11-5a: rebuild --check finds nothing that the ledger does not say, and names what somebody changed."""
    with use_scope(EVERYTHING):
        world = make_world()
        there = world.received(clock, seal="SEAL-78")
    with use_scope(world.planner.scope):
        other = world.plan("SH-2", containers=[world.other_bag.id])
        link = shipments.make_link(
            actor=world.planner, shipment_id=other.id, act=LinkAct.ARRIVE, role=LinkRole.WARD
        ).link
        shipments.revoke_link(actor=world.planner, link_id=link.id)
    with use_scope(world.quality.scope):
        shipments.decide_excursion(
            actor=world.quality,
            excursion_id=Excursion.objects.get(shipment_id=there.id).id,
            decision=ExcursionState.REJECTED,
            reason="seal broken",
        )
    with use_scope(EVERYTHING):
        rebuilt = check_rebuild()
        assert [each for each in rebuilt.differences if each.table.startswith("shipments_")] == []
        assert {name: count for name, count in rebuilt.rows.items() if name.startswith("shipments_")} == {
            "shipments_shipment": 2,
            "shipments_excursion": 1,
            "shipments_handlink": 1,
        }
        Shipment.objects.filter(id=there.id).update(seal="SEAL-79")
        HandLink.objects.filter(id=link.id).update(state="open")
        changed = {(each.table, each.columns) for each in check_rebuild().differences}
        assert {("shipments_shipment", ("seal",)), ("shipments_handlink", ("state",))} <= changed
