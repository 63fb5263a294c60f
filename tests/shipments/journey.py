"""The sides of a shipment for tests, and the way of one from the plan to the inspection."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Organisation, OrganisationKind, Role
from cellpark.kernel.clock import FixedClock
from cellpark.materials.public import Container
from cellpark.shipments import public as shipments
from cellpark.shipments.public import Condition, Journey, Shipment
from tests.materials.plant import Plant, make_plant
from tests.people import acting, organisation, person


@dataclass(frozen=True, kw_only=True)
class World:
    plant: Plant
    planner: Actor
    quality: Actor
    hospital: Organisation
    nurse: Actor
    carrier: Organisation
    courier: Actor
    bag: Container
    other_bag: Container

    def plan(self, number: str = "SH-1", *, inbound: bool = False, **more: Any) -> Shipment:
        home = self.plant.organisation.id
        way = (self.hospital.id, home) if inbound else (home, self.hospital.id)
        journey = Journey(
            sender=way[0],
            receiver=way[1],
            carrier=self.carrier.id,
            condition=Condition.FRESH,
            pick_up_at=now(),
            due_at=now() + timedelta(hours=24),
            hours_max=more.pop("hours_max", 48),
            allowed_minutes=30,
        )
        with use_scope(self.planner.scope):
            return shipments.plan_shipment(
                actor=self.planner,
                number=number,
                containers=more.pop("containers", [self.bag.id]),
                journey=replace(journey, **more),
            )

    def packed(self, number: str = "SH-1", **more: Any) -> Shipment:
        planned = self.plan(number, **more)
        with use_scope(self.planner.scope):
            assert shipments.pack_container(actor=self.planner, shipment_id=planned.id, raw=self.bag.code).ok
            return shipments.seal_shipment(
                actor=self.planner, shipment_id=planned.id, seal="SEAL-77", shipper="DEWAR-4", logger="TT-1"
            )

    def delivered(self, clock: FixedClock, number: str = "SH-1", *, hours: int = 5, **more: Any) -> Shipment:
        """Handed over, taken over, arrived and unpacked."""
        packed = self.packed(number, **more)
        with use_scope(self.planner.scope):
            assert shipments.hand_over(actor=self.planner, shipment_id=packed.id, raw=packed.number).ok
        with use_scope(self.courier.scope):
            assert shipments.take_over(actor=self.courier, shipment_id=packed.id, raw="dewar-4").ok
        clock.advance(timedelta(hours=hours))
        with use_scope(self.nurse.scope):
            assert shipments.confirm_arrival(actor=self.nurse, shipment_id=packed.id, raw=self.bag.code).ok
            assert shipments.unpack_container(actor=self.nurse, shipment_id=packed.id, raw=self.bag.code).ok
            return shipments.shipment(packed.id)

    def received(self, clock: FixedClock, number: str = "SH-1", *, seal: str = "SEAL-77", **more: Any) -> Shipment:
        there = self.delivered(clock, number, **more)
        with use_scope(self.nurse.scope):
            return shipments.receive_shipment(actor=self.nurse, shipment_id=there.id, seal=seal)


def make_world() -> World:
    plant = make_plant()
    home = plant.organisation
    hospital = organisation("Ward hospital", OrganisationKind.HOSPITAL)
    carrier = organisation("Cold carrier", OrganisationKind.CARRIER)
    bag, other = plant.patient_bag(code="BAG-1"), plant.patient_bag("CHA999926PQR7X5", code="BAG-2")
    return World(
        plant=plant,
        planner=acting(person("sender@plant.example.org", Role.PLANNER, within=home)),
        quality=acting(person("judge@plant.example.org", Role.QUALITY_HEAD, within=home)),
        hospital=hospital,
        nurse=acting(person("nurse@ward.example.org", Role.HOSPITAL_STAFF, within=hospital)),
        carrier=carrier,
        courier=acting(person("courier@cold.example.org", Role.COURIER, within=carrier)),
        bag=bag,
        other_bag=other,
    )


def logger_table(start: Any, *temperatures: str, serial: str = "TT-1", minutes: int = 10) -> bytes:
    rows = (
        f"{(start + timedelta(minutes=minutes * n)).isoformat()},{each},{serial}\n"
        for n, each in enumerate(temperatures)
    )
    return ("time,temperature,serial\n" + "".join(rows)).encode()


def row_of(identity: UUID) -> Shipment:
    with use_scope(EVERYTHING):
        return shipments.shipment(identity)


def bag_state(identity: UUID) -> str:
    with use_scope(EVERYTHING):
        found: Container = Container.objects.get(id=identity)
        return found.state
