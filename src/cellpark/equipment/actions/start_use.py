"""Begin to use a piece of equipment for a batch."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.equipment.acting import instant, locked_equipment, touching
from cellpark.equipment.events import UseStarted
from cellpark.equipment.facts import condition_of
from cellpark.equipment.log import log_entry
from cellpark.equipment.models import LogEntry
from cellpark.equipment.permissions import EquipmentPermission
from cellpark.equipment.rules import batch_problems, condition_problems
from cellpark.equipment.states import Activity, Wanted
from cellpark.genealogy.public import link
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream, record


def start_use(
    *,
    actor: Actor,
    equipment_id: UUID,
    batch: str,
    product: str,
    containers: Iterable[UUID] = (),
    wanted: Iterable[Wanted] = (),
    at: datetime | None = None,
) -> LogEntry:
    """``batch`` (its number) of ``product`` uses the equipment from now on; ``containers`` are those it touches.

    Raises ``Refused`` with every reason of ``condition_problems`` (T3): out of service, expired, uncalibrated, unclean,
    used or booked by another batch; and ``equipment.use.running`` when this batch uses it already.
    """
    actor.require(EquipmentPermission.OPERATE)
    touched = tuple(sorted(set(containers)))
    with transaction.atomic():
        lock_stream(f"equipment/{equipment_id}")
        equipment = locked_equipment(equipment_id)
        when = instant(at)
        condition = condition_of(equipment, at=when)
        refuse_any([*batch_problems(batch), *condition_problems(condition, wanted=wanted, at=when, batch=batch)])
        if equipment.used_by:
            raise Refused(Problem("equipment.use.running", {"equipment": equipment.code, "batch": batch}))
        entry = log_entry(
            actor=actor,
            equipment=equipment,
            activity=Activity.USE,
            began_at=when,
            ended_at=None,
            batch=batch,
            product=product,
        )
        equipment.used_by, equipment.used_since = batch, when
        made = record(
            stream=f"equipment/{equipment.id}",
            event=UseStarted(
                equipment=equipment.id,
                entry=entry.id,
                number=entry.number,
                batch=batch,
                product=product,
                containers=touched,
                by=actor.reference,
            ),
            actor=actor,
            organisation=equipment.organisation_id,
            at=when,
        )
        link(
            edges=touching(touched, equipment=equipment.id),
            organisation=equipment.organisation_id,
            at=made.at,
            event=made.id,
        )
        equipment.version = made.version
        equipment.save(update_fields=["used_by", "used_since", "version"])
    return entry
