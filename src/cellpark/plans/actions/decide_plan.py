"""Decide on a plan that somebody else wants published."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.identity.public import Meaning
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.plans.events import PlanApproved, PlanDeclined, PlanSuperseded
from cellpark.plans.honouring import held_problems
from cellpark.plans.models import Plan
from cellpark.plans.permissions import PlanPermission
from cellpark.plans.queries import plan_row, published_row
from cellpark.plans.rows import in_turn, locked_plan, write_plan
from cellpark.plans.rules import reason_problems
from cellpark.plans.signing import refuse_unsigned
from cellpark.plans.states import PLAN_LIFECYCLE


def approve_plan(*, actor: Actor, plan_id: UUID, signature_id: UUID | None = None) -> Plan:
    """Publish a plan, as somebody who did not submit it; the one before stays readable.

    Raises ``Refused``: ``plans.plan.own``, ``plans.plan.overtaken`` where another plan was published since it was
    compared, ``plans.plan.held`` where a slot was held meanwhile that has no room in it, ``lifecycle.step``, and what
    ``refuse_unsigned`` says.
    """
    actor.require(PlanPermission.APPROVE)
    owner: UUID = plan_row(plan_id).organisation_id
    with transaction.atomic():
        in_turn(owner)
        row, head = locked_plan(owner, plan_id)
        PLAN_LIFECYCLE.step(row.state, "approve")
        refuse_any([*approval_problems(actor=actor, row=row), *held_problems(row)])
        refuse_unsigned(actor=actor, row=row, head=head, signature_id=signature_id, meaning=Meaning.APPROVED)
        before = published_row(owner)
        if before is not None:
            locked_plan(owner, before.id)
            event = PlanSuperseded(production_plan=before.id, person=actor.person_id, successor=row.id)
            write_plan(event, actor=actor, organisation=owner)
        return write_plan(
            PlanApproved(
                production_plan=row.id,
                person=actor.person_id,
                facts_sha256=row.facts_sha256,
                schedule_sha256=row.schedule_sha256,
                signature=signature_id,
                supersedes=None if before is None else before.id,
            ),
            actor=actor,
            organisation=owner,
        )


def approval_problems(*, actor: Actor, row: Plan) -> list[Problem]:
    """Why this person may not approve now; also asked before the ceremony, so that nobody signs in vain."""
    before = published_row(row.organisation_id)
    problems = []
    if actor.person_id is not None and actor.person_id == row.submitted_by:
        problems.append(Problem("plans.plan.own"))
    if row.against != (None if before is None else before.id):
        problems.append(Problem("plans.plan.overtaken", {"number": 0 if before is None else before.number}))
    return problems


def decline_plan(*, actor: Actor, plan_id: UUID, reason: str) -> Plan:
    """Give a plan back to the planner with a reason; who submitted it may take it back so.

    Raises ``Refused``: ``base.reason_required``, ``lifecycle.step``.
    """
    actor.require(PlanPermission.APPROVE)
    refuse_any(reason_problems(reason))
    owner: UUID = plan_row(plan_id).organisation_id
    with transaction.atomic():
        row, _head = locked_plan(owner, plan_id)
        PLAN_LIFECYCLE.step(row.state, "decline")
        event = PlanDeclined(production_plan=row.id, person=actor.person_id)
        return write_plan(event, actor=actor, organisation=owner, reason=reason.strip())
