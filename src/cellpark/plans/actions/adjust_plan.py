"""Keep another schedule for the facts of a plan: somebody moved operations by hand."""

from dataclasses import replace
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.planning.scheduling import Schedule, objective_of
from cellpark.plans.actions.keep_plan import Made, keep_plan
from cellpark.plans.models import Plan
from cellpark.plans.permissions import PlanPermission
from cellpark.plans.queries import beside_of, plan_row, read_plan
from cellpark.plans.states import PlanKind


def adjust_plan(*, actor: Actor, plan_id: UUID, schedule: Schedule) -> Plan:
    """A draft of its own beside the plan it came from. Raises ``Refused``: what the checker finds."""
    actor.require(PlanPermission.DRAW)
    before = read_plan(plan_row(plan_id))
    facts, row = before.facts, before.row
    moved = replace(
        schedule, objective=objective_of(facts, schedule), bound=before.schedule.bound, proven=False, turns=0
    )
    return keep_plan(
        actor=actor,
        organisation_id=row.organisation_id,
        kind=PlanKind.ADJUSTED,
        made=Made(
            facts=facts,
            schedule=moved,
            clock=row.clock,
            as_of=row.as_of,
            beside=beside_of(row),
            times=row.times,
            policy=row.policy,
        ),
        based_on=row,
    )
