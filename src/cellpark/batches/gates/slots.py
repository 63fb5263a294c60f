"""Suites and devices of a slot: they exist, and a device is booked for one batch at a time."""

from cellpark.batches.desk import Desk
from cellpark.batches.run.happened import SlotMoved, SlotTaken
from cellpark.equipment.public import (
    Reservation,
    ReservationState,
    cancel_reservation,
    find_equipment,
    reserve,
    suites,
)
from cellpark.kernel.problem import Problem, Refused


def book(desk: Desk, slot: SlotTaken | SlotMoved) -> None:
    """Reserve every device of the slot. Raises ``Refused`` for what is unknown or booked."""
    if not suites().filter(organisation_id=desk.batch.organisation_id, code=slot.suite).exists():
        raise Refused(Problem("batches.slot.suite_unknown", {"suite": slot.suite[:40]}, field="suite"))
    for code in slot.devices:
        reserve(
            actor=desk.actor,
            equipment_id=find_equipment(code).id,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            batch=desk.batch.number,
        )


def give_up(desk: Desk, reason: str) -> None:
    """Cancel what the batch has booked and not used up."""
    booked = Reservation.objects.filter(
        organisation_id=desk.batch.organisation_id,
        batch=desk.batch.number,
        state=ReservationState.BOOKED,
        ends_at__gt=desk.at,
    )
    for each in booked.order_by("id"):
        cancel_reservation(actor=desk.actor, reservation_id=each.id, reason=reason)
