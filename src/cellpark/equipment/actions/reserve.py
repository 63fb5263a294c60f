"""Keep a piece of equipment for a time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.equipment.acting import locked_equipment
from cellpark.equipment.events import Reserved
from cellpark.equipment.models import Reservation
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import reservation_problems
from cellpark.equipment.states import ReservationState
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def reserve(
    *, actor: Actor, equipment_id: UUID, starts_at: datetime, ends_at: datetime, batch: str = "", purpose: str = ""
) -> Reservation:
    """Book it from ``starts_at`` up to ``ends_at``, for a batch or a purpose. Raises ``Refused(equipment.booked)``.

    The database refuses a second booking of the same time by itself (``equipment_booked_once``).
    """
    actor.require(EquipmentPermission.RESERVE)
    with transaction.atomic():
        lock_stream(f"equipment/{equipment_id}")
        equipment = locked_equipment(equipment_id)
        refuse_any(reservation_problems(starts_at=starts_at, ends_at=ends_at, batch=batch, purpose=purpose))
        clash = Reservation.objects.filter(
            equipment=equipment, state=ReservationState.BOOKED, starts_at__lt=ends_at, ends_at__gt=starts_at
        ).first()
        if clash is not None:
            named = {"equipment": equipment.code, "batch": clash.batch or clash.purpose}
            named |= {"start": clash.starts_at.isoformat(), "end": clash.ends_at.isoformat()}
            raise Refused(Problem("equipment.reservation.clash", named, field="starts_at"))
        booking = Reservation(
            id=new_id(),
            organisation_id=equipment.organisation_id,
            equipment=equipment,
            batch=batch,
            purpose=purpose,
            starts_at=starts_at,
            ends_at=ends_at,
            by=actor.reference,
            version=1,
        )
        booking.save(force_insert=True)
        event = Reserved(
            reservation=booking.id,
            equipment=equipment.id,
            batch=batch,
            purpose=purpose,
            starts_at=starts_at,
            ends_at=ends_at,
            by=actor.reference,
        )
        record(stream=f"reservation/{booking.id}", event=event, actor=actor, organisation=equipment.organisation_id)
    return booking
