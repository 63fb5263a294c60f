"""A product leaves the house when its batch is released, and is then no longer here (CN-4k, T14, T16)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from cellpark.base.actor import Actor
from cellpark.base.scope import use_scope
from cellpark.base.time import now
from cellpark.batches.public import Batch, BatchException
from cellpark.identity.public import Organisation, OrganisationKind, Role
from cellpark.kernel.problem import Refused
from cellpark.materials.public import Container
from cellpark.release import public as release
from cellpark.release.public import Decision
from cellpark.shipments import public as shipments
from cellpark.shipments.public import Condition, Journey, Purpose, Shipment
from tests.batches_pages.conftest import browser
from tests.people import acting, organisation, person
from tests.release.desk import Desk

__all__ = ["browser"]


def codes(call: Any) -> set[str]:
    with pytest.raises(Refused) as refused:
        call()
    return {each.code.removeprefix("shipments.") for each in refused.value.problems}


def product(batch: Batch) -> Container:
    found: Container = Container.objects.get(coi=batch.coi, code=f"{batch.number}-1")
    return found


def planned(desk: Desk, batch: Batch, number: str = "OUT-1", **more: Any) -> Shipment:
    there = organisation(f"Ward of {number}", OrganisationKind.HOSPITAL)
    home = desk.floor.store.organisation.id
    journey = Journey(
        sender=home,
        receiver=there.id,
        carrier=None,
        condition=Condition.CRYOGENIC,
        pick_up_at=now(),
        due_at=now() + timedelta(hours=20),
        hours_max=48,
        **more,
    )
    containers = [product(batch).id]
    return shipments.plan_shipment(actor=desk.head, number=number, containers=containers, journey=journey)


def test_CN_4c_what_was_rejected_leaves_for_its_destruction_alone(desk: Desk) -> None:
    """CN-4c, T14: not to be used, and nothing that is not rejected leaves as waste."""
    batch = desk.reviewed()
    waste = {"purpose": Purpose.DESTRUCTION}
    assert codes(lambda: planned(desk, batch, **waste)) == {"contents.not_rejected"}
    desk.decide(batch, Decision.REJECT)
    assert codes(lambda: planned(desk, batch, "OUT-2")) == {"contents.stopped"}
    way = planned(desk, batch, "OUT-3", **waste)
    pack(desk, batch, way)
    said, product_code = {"actor": desk.head, "shipment_id": way.id}, product(batch).code
    assert shipments.hand_over(**said, raw="OUT-3").ok
    assert shipments.take_over(**said, raw="OUT-3").ok
    assert (shipments.shipment(way.id).purpose, product(batch).place) == ("destruction", "OUT-3")
    destroyed = {"actor": desk.head, "batch_id": batch.id, "how": "Burnt."}
    # nobody destroys what is on the road, and nobody says so before it came to where it is destroyed
    with pytest.raises(Refused) as away:
        release.destroy_batch(**destroyed)
    assert [(each.code, each.params["codes"]) for each in away.value.problems] == [
        ("release.destruction.away", product(batch).code)
    ]
    there = Organisation.objects.get(id=way.receiver_id)
    burner = acting(person("burner@travel.example.org", Role.HOSPITAL_STAFF, within=there), there)
    with use_scope(burner.scope):
        here = {"actor": burner, "shipment_id": way.id}
        assert shipments.confirm_arrival(**here, raw="OUT-3").ok
        assert shipments.unpack_container(**here, raw=product_code).ok
        shipments.receive_shipment(**here, seal="S-1", damage="")
    assert release.destroy_batch(**destroyed).state == "destroying"


def pack(desk: Desk, batch: Batch, shipment: Shipment) -> None:
    said = {"actor": desk.head, "shipment_id": shipment.id}
    assert shipments.pack_container(**said, raw=product(batch).code).ok
    shipments.seal_shipment(**said, seal="S-1", logger="TT-1")


def test_T14_a_product_is_packed_after_its_release_and_stays_when_it_is_stopped_again(desk: Desk) -> None:
    """T14, CN-4k: asked at the packing and at every act until it has left; a stopped one is not even planned."""
    batch = desk.reviewed()
    way = planned(desk, batch)
    said = {"actor": desk.head, "shipment_id": way.id}
    assert codes(lambda: pack(desk, batch, way)) == {"contents.not_released"}
    desk.decide(batch, Decision.CERTIFY)
    pack(desk, batch, way)
    release.quarantine_batch(actor=desk.head, batch_id=batch.id, reason="a late result")
    held = {"contents.stopped", "materials.container.not_usable"}
    assert codes(lambda: shipments.hand_over(**said, raw="OUT-1")) == held
    assert shipments.shipment(way.id).state == "packed"
    shipments.cancel_shipment(**said, reason="the batch is in quarantine")
    assert codes(lambda: planned(desk, batch, "OUT-2")) == {"contents.stopped"}


def test_T16_a_bag_that_travelled_is_not_still_here(desk: Desk, browser: Callable[[Actor], Client]) -> None:
    """T16, CN-4k: its place follows the scans of its shipment, and the recall says that it has to be called back."""
    batch = desk.reviewed()
    desk.decide(batch, Decision.CERTIFY)
    way, bag = planned(desk, batch), product(batch)
    pack(desk, batch, way)
    said = {"actor": desk.head, "shipment_id": way.id}
    assert shipments.hand_over(**said, raw="OUT-1").ok
    assert shipments.away([bag.id]) == frozenset()
    assert shipments.take_over(**said, raw="OUT-1").ok
    assert (product(batch).place, shipments.away([bag.id])) == ("OUT-1", {bag.id})
    ward = Organisation.objects.get(id=way.receiver_id)
    nurse = acting(person("nurse@travel.example.org", Role.HOSPITAL_STAFF, within=ward), ward)
    with use_scope(nurse.scope):
        assert shipments.confirm_arrival(actor=nurse, shipment_id=way.id, raw=bag.code).ok
        assert shipments.unpack_container(actor=nurse, shipment_id=way.id, raw=bag.code).ok
    assert (product(batch).place, shipments.away([bag.id])) == (ward.name, {bag.id})
    # what went wrong on the way is an exception of the batch, with its investigation and its CAPA (211-1c)
    with use_scope(nurse.scope):
        shipments.receive_shipment(actor=nurse, shipment_id=way.id, seal="S-2")
    [opened] = BatchException.objects.filter(batch=batch)
    assert (opened.state, opened.seen) == ("open", "OUT-1-X1: seal")
    # either leads to the other
    excursion = shipments.excursion_behind(opened)
    assert excursion is not None
    assert (excursion.number, list(shipments.exceptions_of(excursion))) == ("OUT-1-X1", [opened])
    client = browser(desk.qp)
    assert f"/exceptions/{opened.id}" in client.get(f"/shipment-excursions/{excursion.id}").content.decode()
    assert f"/shipment-excursions/{excursion.id}" in client.get(f"/exceptions/{opened.id}").content.decode()
    (found,) = release.blast_radius("batch", batch.id)
    assert [each.code for each in found.here][:1] == ["B-0001-2"]
