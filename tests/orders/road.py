"""The way between ward and plant, by the same scans as in life."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.scope import use_scope
from cellpark.base.time import now
from cellpark.shipments import public as shipments
from cellpark.shipments.public import Condition, Journey, Shipment
from tests.orders.ward import Ward
from tests.shipments.journey import logger_table

GOOD, WARM = ("5.0",) * 5, ("5.0", "21.0", "21.0", "21.0", "5.0")


def planned(ward: Ward, number: str, bags: Iterable[UUID], *, inbound: bool) -> Shipment:
    ends = (ward.hospital.id, ward.floor.store.organisation.id)
    sender, receiver = ends if inbound else ends[::-1]
    journey = Journey(
        sender=sender,
        receiver=receiver,
        carrier=None,
        condition=Condition.FRESH,
        pick_up_at=now(),
        due_at=now() + timedelta(hours=24),
        hours_max=48,
    )
    with use_scope(ward.planner.scope):
        return shipments.plan_shipment(actor=ward.planner, number=number, containers=list(bags), journey=journey)


def left(ward: Ward, shipment: Shipment) -> None:
    actor = _sender(ward, shipment)
    with use_scope(actor.scope):
        for each in shipment.contents:
            assert shipments.pack_container(actor=actor, shipment_id=shipment.id, raw=each["code"]).ok
        shipments.seal_shipment(actor=actor, shipment_id=shipment.id, seal="S-1", shipper="", logger="TT-1")
        assert shipments.hand_over(actor=actor, shipment_id=shipment.id, raw=shipment.number).ok
        assert shipments.take_over(actor=actor, shipment_id=shipment.id, raw=shipment.number).ok


def arrived(ward: Ward, shipment: Shipment, temperatures: Iterable[str] = GOOD) -> None:
    """Unpacked, received, its logger read; whoever takes it in has still to decide."""
    sealed = now()
    ward.floor.clock.advance(timedelta(minutes=40))
    actor = _receiver(ward, shipment)
    with use_scope(actor.scope):
        assert shipments.confirm_arrival(actor=actor, shipment_id=shipment.id, raw=shipment.number).ok
        for each in shipment.contents:
            assert shipments.unpack_container(actor=actor, shipment_id=shipment.id, raw=each["code"]).ok
        shipments.receive_shipment(actor=actor, shipment_id=shipment.id, seal="S-1")
        table = logger_table(sealed, *temperatures)
        shipments.attach_logger(actor=actor, shipment_id=shipment.id, content=table, name="TT-1.csv")


def taken_in(ward: Ward, shipment: Shipment) -> None:
    actor = _receiver(ward, shipment)
    with use_scope(actor.scope):
        shipments.inspect_shipment(actor=actor, shipment_id=shipment.id, accept=True, reason="in order")


def carried(ward: Ward, number: str, bags: Iterable[UUID], *, inbound: bool) -> Shipment:
    made = planned(ward, number, bags, inbound=inbound)
    left(ward, made)
    arrived(ward, made)
    taken_in(ward, made)
    return made


def _sender(ward: Ward, shipment: Shipment) -> Actor:
    return ward.nurse if shipment.sender_id == ward.hospital.id else ward.quality


def _receiver(ward: Ward, shipment: Shipment) -> Actor:
    return ward.nurse if shipment.receiver_id == ward.hospital.id else ward.quality
