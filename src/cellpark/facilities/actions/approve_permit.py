"""Decide on a permit that was asked for."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.facilities.beside import beside, fire_and_batch_in_turn, houses_in
from cellpark.facilities.models import Permit
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.permit_events import PermitApproved, PermitDeclined
from cellpark.facilities.permit_rules import overlap_problems, third_person_problems, two_people_problems
from cellpark.facilities.queries import permitted_fires
from cellpark.facilities.rows import locked_permit, write_permit
from cellpark.facilities.rules import TEXT_MAX, line_problems, reason_problems
from cellpark.facilities.sides import require_office
from cellpark.facilities.states import PERMIT_LIFECYCLE, BesideState, PermitKind
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import lock_stream


def approve_permit(*, actor: Actor, permit_id: UUID, reason: str = "") -> Permit:
    """Permit it, as somebody who did not ask for it, before its time is over.

    Hot work in a room, or beside one, that a batch uses at that time is permitted where quality of each house whose
    batch it is let it through, with a reason, by somebody who is neither of them. Raises ``Refused``:
    ``facilities.permit.own``, ``.past``, ``.overlap``, ``.batch``, ``.own_batch``, ``.beside_own``,
    ``base.reason_required``, ``lifecycle.step``.
    """
    actor.require(FacilityPermission.APPROVE_PERMIT)
    with transaction.atomic():
        # two fires in one room are decided one after the other
        lock_stream(f"facilities/hot-work/{actor.organisation_id}")
        row = locked_permit(permit_id)
        require_office(actor, row, FacilityPermission.APPROVE_PERMIT)
        PERMIT_LIFECYCLE.step(row.state, "approve")
        refuse_any(two_people_problems(requested_by=row.requested_by, approver=actor.person_id))
        refuse_any(line_problems("reason", reason, TEXT_MAX, required=False))
        if row.ends_at <= now():
            raise Refused(Problem("facilities.permit.past"))
        if row.kind == PermitKind.HOT_WORK:
            others = permitted_fires(row.organisation_id, room_id=row.room_id, place=row.place)
            refuse_any(overlap_problems(starts_at=row.starts_at, ends_at=row.ends_at, others=others))
            if row.room_id is not None:
                fire_and_batch_in_turn(row.room_id)
                _let_through(row, actor, reason)
        event = PermitApproved(permit=row.id, person=actor.person_id)
        return write_permit(event, actor=actor, organisation=row.organisation_id, reason=reason.strip() or None)


def _let_through(row: Permit, actor: Actor, reason: str) -> None:
    found, allowed = beside(row, reader=actor), houses_in(row, BesideState.ALLOWED)
    refuse_any(found.but_for(allowed))
    if found.houses:
        answered = [UUID(each["person"]) for each in row.beside if each["person"] is not None]
        refuse_any(
            [
                *third_person_problems(requested_by=row.requested_by, answered_by=answered, person=actor.person_id),
                *reason_problems(reason),
            ]
        )


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
