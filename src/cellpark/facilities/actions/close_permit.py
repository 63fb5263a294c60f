"""End a permit, take it away, and close it after its check."""

from decimal import Decimal
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.facilities.models import Permit
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.permit_events import PermitClosed, PermitEnded, PermitRevoked, PermitWithdrawn
from cellpark.facilities.permit_rules import hot_work_alone_problems, quantity_problems, watch_problems
from cellpark.facilities.rows import locked_permit, write_permit
from cellpark.facilities.rules import TEXT_MAX, line_problems, reason_problems
from cellpark.facilities.rules_in_force import terms_of
from cellpark.facilities.sides import require_office, side_of
from cellpark.facilities.states import PERMIT_LIFECYCLE, PermitKind, Side
from cellpark.kernel.problem import Problem, Refused, refuse_any


def close_permit(
    *,
    actor: Actor,
    permit_id: UUID,
    said: str,
    quantity: Decimal | None = None,
    containers: int = 0,
    note_number: str = "",
) -> Permit:
    """Close it after the check: ``said`` is what was found.

    Hot work is closed after its fire watch. Waste is closed with what was handed over, in kg, and the number of the
    carrier's transfer note. Raises ``Refused``: ``facilities.permit.watch``, ``.early``, ``facilities.waste....``.
    """
    actor.require(FacilityPermission.WORK)
    with transaction.atomic():
        row = locked_permit(permit_id)
        require_office(actor, row, FacilityPermission.WORK)
        PERMIT_LIFECYCLE.step(row.state, "close")
        hot = row.kind == PermitKind.HOT_WORK
        problems = line_problems("said", said, TEXT_MAX)
        if hot:
            terms = terms_of(row)
            problems += watch_problems(over_at=row.over_at, ends_at=row.ends_at, at=now(), terms=terms)
        else:
            problems += quantity_problems(quantity or Decimal(0), containers)
            problems += line_problems("note_number", note_number, 60)
            if now() < row.starts_at:
                problems.append(Problem("facilities.permit.early"))
        refuse_any(problems)
        event = PermitClosed(
            permit=row.id,
            person=actor.person_id,
            quantity=None if hot else quantity,
            containers=0 if hot else containers,
            note_number="" if hot else note_number.strip(),
        )
        return write_permit(event, actor=actor, organisation=row.organisation_id, reason=said.strip())


def end_permit(*, actor: Actor, permit_id: UUID) -> Permit:
    """Hot work is over before its time; the fire watch begins.

    Raises ``Refused``: ``facilities.side``, ``facilities.permit.hot_alone``, ``.early``, ``lifecycle.step``.
    """
    actor.require(FacilityPermission.REQUEST_PERMIT)
    with transaction.atomic():
        row = locked_permit(permit_id)
        side_of(actor, row)
        refuse_any(hot_work_alone_problems(row.kind))
        PERMIT_LIFECYCLE.step(row.state, "end")
        if now() < row.starts_at:
            raise Refused(Problem("facilities.permit.early"))
        event = PermitEnded(permit=row.id, person=actor.person_id)
        return write_permit(event, actor=actor, organisation=row.organisation_id)


def withdraw_permit(*, actor: Actor, permit_id: UUID, reason: str = "") -> Permit:
    """It is not wanted any more; the park withdraws what is a tenant's with a reason that the tenant reads.

    Raises ``Refused``: ``lifecycle.step``, ``base.reason_required``.
    """
    actor.require(FacilityPermission.REQUEST_PERMIT)
    with transaction.atomic():
        row = locked_permit(permit_id)
        PERMIT_LIFECYCLE.step(row.state, "withdraw")
        if withdrawn_for_another(actor, row):
            refuse_any(reason_problems(reason))
        refuse_any(line_problems("reason", reason, TEXT_MAX, required=False))
        event = PermitWithdrawn(permit=row.id, person=actor.person_id)
        return write_permit(event, actor=actor, organisation=row.organisation_id, reason=reason.strip() or None)


def withdrawn_for_another(actor: Actor, row: Permit) -> bool:
    """Whether the park would withdraw what is a tenant's. Raises ``Refused(facilities.side)`` for a stranger."""
    return side_of(actor, row) is Side.PARK and row.tenant_id is not None


def revoke_permit(*, actor: Actor, permit_id: UUID, reason: str) -> Permit:
    """It holds no more from now on, with the reason that the asker reads. Raises ``Refused``: ``lifecycle.step``."""
    actor.require(FacilityPermission.WORK)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = locked_permit(permit_id)
        require_office(actor, row, FacilityPermission.WORK)
        PERMIT_LIFECYCLE.step(row.state, "revoke")
        event = PermitRevoked(permit=row.id, person=actor.person_id)
        return write_permit(event, actor=actor, organisation=row.organisation_id, reason=reason.strip())
