"""Decide on a permit that was asked for."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.facilities.beside import batch_problems, fire_and_batch_in_turn
from cellpark.facilities.models import Permit
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.permit_events import PermitApproved, PermitDeclined
from cellpark.facilities.permit_rules import overlap_problems, two_people_problems
from cellpark.facilities.queries import permitted_fires
from cellpark.facilities.rows import locked_permit, write_permit
from cellpark.facilities.rules import reason_problems
from cellpark.facilities.sides import require_office
from cellpark.facilities.states import PERMIT_LIFECYCLE, PermitKind
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream


def approve_permit(*, actor: Actor, permit_id: UUID) -> Permit:
    """Permit it, as somebody who did not ask for it, before its time is over.

    Hot work in a room, or beside one, that a batch uses at that time is not permitted. Raises ``Refused``:
    ``facilities.permit.own``, ``.past``, ``.overlap``, ``.batch``, ``.own_batch``, ``lifecycle.step``.
    """
    actor.require(FacilityPermission.APPROVE_PERMIT)
    with transaction.atomic():
        # two fires in one room are decided one after the other
        lock_stream(f"facilities/hot-work/{actor.organisation_id}")
        row = locked_permit(permit_id)
        require_office(actor, row, FacilityPermission.APPROVE_PERMIT)
        PERMIT_LIFECYCLE.step(row.state, "approve")
        refuse_any(two_people_problems(requested_by=row.requested_by, approver=actor.person_id))
        if row.ends_at <= now():
            raise Refused(Problem("facilities.permit.past"))
        if row.kind == PermitKind.HOT_WORK:
            others = permitted_fires(row.organisation_id, room_id=row.room_id, place=row.place)
            refuse_any(overlap_problems(starts_at=row.starts_at, ends_at=row.ends_at, others=others))
            if row.room_id is not None:
                fire_and_batch_in_turn(row.room_id)
                refuse_any(batch_problems(row, reader=actor))
        event = PermitApproved(permit=row.id, person=actor.person_id)
        return write_permit(event, actor=actor, organisation=row.organisation_id)


def decline_permit(*, actor: Actor, permit_id: UUID, reason: str) -> Permit:
    """Do not permit it, with the reason that the asker reads. Raises ``Refused``: ``lifecycle.step``."""
    actor.require(FacilityPermission.APPROVE_PERMIT)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = locked_permit(permit_id)
        require_office(actor, row, FacilityPermission.APPROVE_PERMIT)
        PERMIT_LIFECYCLE.step(row.state, "decline")
        event = PermitDeclined(permit=row.id, person=actor.person_id)
        return write_permit(event, actor=actor, organisation=row.organisation_id, reason=reason.strip())
