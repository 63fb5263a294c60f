"""Give a reservation up."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.events import ReservationCancelled
from cellpark.equipment.models import Reservation
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import reason_problems
from cellpark.equipment.states import RESERVATION_LIFECYCLE
from cellpark.kernel.problem import refuse_any
from cellpark.ledger.public import lock_stream, record


def cancel_reservation(*, actor: Actor, reservation_id: UUID, reason: str) -> Reservation:
    """The equipment is free again in that time. Raises ``Refused(lifecycle.step)`` when it is cancelled already."""
    actor.require(EquipmentPermission.RESERVE)
    with transaction.atomic():
        lock_stream(f"reservation/{reservation_id}")
        booking: Reservation = Reservation.objects.select_related("equipment").get(id=reservation_id)
        refuse_any(reason_problems(reason))
        booking.state = RESERVATION_LIFECYCLE.step(booking.state, "cancel")
        made = record(
            stream=f"reservation/{booking.id}",
            event=ReservationCancelled(reservation=booking.id, equipment=booking.equipment_id),
            actor=actor,
            organisation=booking.organisation_id,
            reason=reason,
        )
        booking.version = made.version
        booking.save(update_fields=["state", "version"])
    return booking
