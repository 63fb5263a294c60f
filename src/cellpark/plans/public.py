"""What other floors use of this app."""

from cellpark.plans import words
from cellpark.plans.actions.adjust_plan import adjust_plan
from cellpark.plans.actions.decide_edition import approve_edition, decline_edition, edition_problems
from cellpark.plans.actions.decide_plan import approval_problems, approve_plan, decline_plan
from cellpark.plans.actions.discard_plan import discard_plan
from cellpark.plans.actions.keep_plan import Made, keep_plan
from cellpark.plans.actions.propose_edition import propose_edition
from cellpark.plans.actions.submit_plan import submit_plan
from cellpark.plans.basis import Standing, basis_of, marks_of, standing
from cellpark.plans.beside import Basis, Beside, beside_draft
from cellpark.plans.editions import edition_row, edition_text, editions, in_force, policy_in_force, times_in_force
from cellpark.plans.events import MovedOperation
from cellpark.plans.models import Edition, Plan, Work
from cellpark.plans.permissions import PlanPermission
from cellpark.plans.queries import (
    PlanRead,
    beside_of,
    draft_plans,
    moves_against,
    moves_of,
    plan_row,
    plans,
    published_plan,
    published_row,
    read_plan,
)
from cellpark.plans.signing import prepare_plan_signature
from cellpark.plans.states import (
    EDITION_LIFECYCLE,
    PLAN_LIFECYCLE,
    EditionKind,
    EditionState,
    PlanKind,
    PlanState,
    WorkKind,
    WorkState,
)

__all__ = [
    "EDITION_LIFECYCLE",
    "PLAN_LIFECYCLE",
    "Basis",
    "Beside",
    "Edition",
    "EditionKind",
    "EditionState",
    "Made",
    "MovedOperation",
    "Plan",
    "PlanKind",
    "PlanPermission",
    "PlanRead",
    "PlanState",
    "Standing",
    "Work",
    "WorkKind",
    "WorkState",
    "adjust_plan",
    "approval_problems",
    "approve_edition",
    "approve_plan",
    "basis_of",
    "beside_draft",
    "beside_of",
    "decline_edition",
    "decline_plan",
    "discard_plan",
    "draft_plans",
    "edition_problems",
    "edition_row",
    "edition_text",
    "editions",
    "in_force",
    "keep_plan",
    "marks_of",
    "moves_against",
    "moves_of",
    "plan_row",
    "plans",
    "policy_in_force",
    "prepare_plan_signature",
    "propose_edition",
    "published_plan",
    "published_row",
    "read_plan",
    "standing",
    "submit_plan",
    "times_in_force",
    "words",
]
