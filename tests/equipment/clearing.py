"""Line clearances as two people sign them, each with a passkey of their own."""

from datetime import timedelta

from cellpark.base.actor import Actor
from cellpark.equipment import public as plant
from cellpark.equipment.public import LineClearance, Room
from tests.signing.device import proof_of


def noted(actor: Actor, room: Room, **more: timedelta) -> LineClearance:
    return plant.clear_line(actor=actor, room_id=room.id, items=plant.CLEARANCE_ITEMS, **more)


def signed(actor: Actor, row: LineClearance) -> LineClearance:
    """The signature that the clearance waits for."""
    prepared = plant.prepare_clearance_signature(actor=actor, clearance_id=row.id)
    act = plant.sign_clearance if row.state == "noted" else plant.verify_clearance
    return act(actor=actor, clearance_id=row.id, prepared_id=prepared.id, proof=proof_of(prepared))


def signed_by_one(actor: Actor, room: Room, **more: timedelta) -> LineClearance:
    return signed(actor, noted(actor, room, **more))


def signed_by_two(one: Actor, two: Actor, room: Room, **more: timedelta) -> LineClearance:
    return signed(two, signed_by_one(one, room, **more))
