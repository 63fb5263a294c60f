"""Ask for a draft to be published."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.identity.public import Meaning
from cellpark.kernel.problem import refuse_any
from cellpark.plans.events import PlanSubmitted
from cellpark.plans.files import keep
from cellpark.plans.honouring import held_problems
from cellpark.plans.models import Plan
from cellpark.plans.moving import NAMED_MAX, write_moves
from cellpark.plans.permissions import PlanPermission
from cellpark.plans.queries import moves_against, plan_row, published_plan, read_plan
from cellpark.plans.rows import in_turn, locked_plan, write_plan
from cellpark.plans.signing import refuse_unsigned
from cellpark.plans.states import PLAN_LIFECYCLE


def submit_plan(*, actor: Actor, plan_id: UUID, signature_id: UUID | None = None) -> Plan:
    """Somebody who may plan signs for a draft; a second person publishes it.

    What it moves of the published plan is recorded with it. Raises ``Refused``: ``lifecycle.step``,
    ``plans.plan.held`` where a slot was held since it was drawn up that has no room in it, and what
    ``refuse_unsigned`` says.
    """
    actor.require(PlanPermission.PUBLISH)
    owner: UUID = plan_row(plan_id).organisation_id
    with transaction.atomic():
        in_turn(owner)
        row, head = locked_plan(owner, plan_id)
        PLAN_LIFECYCLE.step(row.state, "submit")
        refuse_any(held_problems(row))
        refuse_unsigned(actor=actor, row=row, head=head, signature_id=signature_id, meaning=Meaning.RESPONSIBLE)
        before = published_plan(owner)
        moves = () if before is None else moves_against(before, read_plan(row))
        event = PlanSubmitted(
            production_plan=row.id,
            person=actor.person_id,
            facts_sha256=row.facts_sha256,
            schedule_sha256=row.schedule_sha256,
            signature=signature_id,
            against=None if before is None else before.row.id,
            moved=len(moves),
            moves_sha256=keep(owner, write_moves(moves)) if moves else "",
            moves=moves[:NAMED_MAX],
        )
        return write_plan(event, actor=actor, organisation=owner)
