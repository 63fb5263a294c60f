"""Throw a draft away."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.plans.events import PlanDiscarded
from cellpark.plans.models import Plan
from cellpark.plans.permissions import PlanPermission
from cellpark.plans.queries import plan_row
from cellpark.plans.rows import locked_plan, write_plan
from cellpark.plans.states import PLAN_LIFECYCLE


def discard_plan(*, actor: Actor, plan_id: UUID) -> Plan:
    """Nobody needs it; it stays readable. Raises ``Refused(lifecycle.step)``."""
    actor.require(PlanPermission.DRAW)
    owner: UUID = plan_row(plan_id).organisation_id
    with transaction.atomic():
        row, _head = locked_plan(owner, plan_id)
        PLAN_LIFECYCLE.step(row.state, "discard")
        return write_plan(
            PlanDiscarded(production_plan=row.id, person=actor.person_id), actor=actor, organisation=owner
        )
