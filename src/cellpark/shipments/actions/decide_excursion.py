"""Decide about an excursion."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.shipments.events import ExcursionDecided
from cellpark.shipments.holding import release
from cellpark.shipments.models import Excursion
from cellpark.shipments.permissions import ShipmentPermission
from cellpark.shipments.rows import locked, write
from cellpark.shipments.rules import text_of_person_problems
from cellpark.shipments.states import EXCURSION_LIFECYCLE, ExcursionState


def decide_excursion(*, actor: Actor, excursion_id: UUID, decision: ExcursionState, reason: str) -> Excursion:
    """Accept an excursion on data such as a stability study, or reject what was inside; the owner's quality unit alone.

    Accepting lets the containers out that this excursion holds (CN-4c). Raises ``Refused``: ``shipments.side``,
    ``lifecycle.step``, ``materials.lot.own_receipt`` where the person received a container inside.
    """
    actor.require(ShipmentPermission.DECIDE)
    row: Excursion = Excursion.objects.get(id=excursion_id)
    if actor.organisation_id != row.organisation_id:
        raise Refused(Problem("shipments.side", {"act": "decide"}, rule="CN-4c"))
    refuse_any(text_of_person_problems(reason, field="reason", required=True))
    with transaction.atomic():
        locked(row.shipment_id)
        row = Excursion.objects.get(id=excursion_id)
        EXCURSION_LIFECYCLE.step(row.state, "accept" if decision is ExcursionState.ACCEPTED else "reject")
        if decision is ExcursionState.ACCEPTED:
            release(actor=actor, excursion=row, reason=reason)
        event = ExcursionDecided(
            excursion=row.id, shipment=row.shipment_id, decision=decision.value, person=actor.person_id
        )
        write(event, actor=actor, organisation=row.organisation_id, reason=reason)
        decided: Excursion = Excursion.objects.get(id=excursion_id)
    return decided
