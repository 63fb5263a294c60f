"""Ask the houses whose batches are beside hot work, and answer for one of them."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.facilities.beside import beside, houses_in
from cellpark.facilities.models import Permit
from cellpark.facilities.permissions import FacilityPermission
from cellpark.facilities.permit_events import BesideAnswered, BesideAsked
from cellpark.facilities.permit_rules import third_person_problems
from cellpark.facilities.rows import locked_permit, write_permit
from cellpark.facilities.rules import reason_problems
from cellpark.facilities.sides import require_office
from cellpark.facilities.states import PERMIT_LIFECYCLE, BesideState
from cellpark.kernel.problem import Problem, Refused, refuse_any


def ask_beside(*, actor: Actor, permit_id: UUID, reason: str) -> Permit:
    """Ask quality of every house whose batches are beside the work; who has allowed it already is not asked again.

    From then on these houses read the permit. Raises ``Refused``: ``facilities.permit.none_beside``,
    ``lifecycle.step``, ``facilities.side``.
    """
    actor.require(FacilityPermission.WORK)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = locked_permit(permit_id)
        require_office(actor, row, FacilityPermission.WORK)
        PERMIT_LIFECYCLE.step(row.state, "ask_beside")
        houses = beside(row, reader=actor).houses - houses_in(row, BesideState.ALLOWED)
        if not houses:
            raise Refused(Problem("facilities.permit.none_beside"))
        event = BesideAsked(permit=row.id, person=actor.person_id, houses=tuple(sorted(houses)))
        return write_permit(event, actor=actor, organisation=row.organisation_id, reason=reason.strip())


def answer_beside(*, actor: Actor, permit_id: UUID, allowed: bool, reason: str) -> Permit:
    """Let hot work through beside the batches of one's own house, or do not; the last answer counts.

    Nothing is opened there while the fire is permitted all the same. Raises ``Refused``: ``facilities.side`` for a
    house that nobody asked, ``facilities.permit.beside_own``, ``lifecycle.step``.
    """
    actor.require(FacilityPermission.ANSWER_BESIDE)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        row = locked_permit(permit_id)
        house = actor.organisation_id
        if house is None or str(house) not in {each["house"] for each in row.beside}:
            raise Refused(Problem("facilities.side"))
        PERMIT_LIFECYCLE.step(row.state, "answer_beside")
        refuse_any(third_person_problems(requested_by=row.requested_by, answered_by=(), person=actor.person_id))
        event = BesideAnswered(permit=row.id, person=actor.person_id, house=house, allowed=allowed)
        return write_permit(event, actor=actor, organisation=row.organisation_id, reason=reason.strip())
