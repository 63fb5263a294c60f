"""The tables of shipments are folds of their streams."""

from importlib import import_module
from uuid import uuid4

import pytest
from django.db import connections

from cellpark.base.scope import EVERYTHING, Scope, use_scope
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
            "shipments_shipmentcontent": 2,
            "shipments_excursion": 1,
            "shipments_handlink": 1,
        }
        Shipment.objects.filter(id=there.id).update(seal="SEAL-79")
        HandLink.objects.filter(id=link.id).update(state="open")
        changed = {(each.table, each.columns) for each in check_rebuild().differences}
        assert {("shipments_shipment", ("seal",)), ("shipments_handlink", ("state",))} <= changed


@pytest.mark.usefixtures("durable")
def test_what_is_in_earlier_shipments_is_found_by_its_container_and_its_patient() -> None:
    """P11-5a: the rows that the migration makes of earlier plans are those that a plan writes now."""
    with use_scope(EVERYTHING):
        world = make_world()
    planned = world.plan("SH-9", containers=[world.bag.id, world.other_bag.id])
    # as the owner, since nobody else takes away what is written once
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE shipments_shipmentcontent DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM shipments_shipmentcontent")
        cursor.execute(import_module("cellpark.shipments.migrations.0003_contents_by_identity").FILL)
        cursor.execute("ALTER TABLE shipments_shipmentcontent ENABLE TRIGGER USER")
    with use_scope(EVERYTHING):
        assert [each for each in check_rebuild().differences if each.table == "shipments_shipmentcontent"] == []
    for sees in (world.planner, world.nurse, world.courier):
        with use_scope(sees.scope):
            assert list(shipments.shipments_of(world.bag.coi)) == [planned]
            assert list(shipments.shipments_with(world.other_bag.id)) == [planned]
            assert list(shipments.shipments_of("")) == []
    with use_scope(Scope(frozenset({uuid4()}))):
        assert list(shipments.shipments_of(world.bag.coi)) == []
