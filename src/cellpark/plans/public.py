"""What other floors use of this app."""

from cellpark.plans import words
from cellpark.plans.actions.adjust_plan import adjust_plan
from cellpark.plans.actions.ask_order_chance import ask_for_order_chance, stop_order_chance
from cellpark.plans.actions.ask_work import ask_for_chance, ask_for_change, ask_for_learning, ask_for_plan, stop_work
from cellpark.plans.actions.decide_edition import approve_edition, decline_edition, edition_problems
from cellpark.plans.actions.decide_plan import approval_problems, approve_plan, decline_plan
from cellpark.plans.actions.discard_plan import discard_plan
from cellpark.plans.actions.hold_slot import expire_holds, give_back, give_back_of, hold_slot
from cellpark.plans.actions.keep_learned import keep_learned
from cellpark.plans.actions.keep_plan import Made, keep_plan
from cellpark.plans.actions.load_example_plans import load_example_plans
from cellpark.plans.actions.propose_edition import propose_edition
from cellpark.plans.actions.publish_example_plan import publish_example_plan
from cellpark.plans.actions.submit_plan import submit_plan
from cellpark.plans.basis import Standing, basis_of, marks_of, standing
from cellpark.plans.beside import Basis, Beside, beside_draft
from cellpark.plans.chance import count_chance
from cellpark.plans.changing import Changed, change_of, reasons_of, sentences_of
from cellpark.plans.disturbances import (
    DISTURBANCES_MAX,
    AwaySaid,
    FailedSaid,
    LateSaid,
    Said,
    UrgentSaid,
    as_form,
    read_disturbances,
)
from cellpark.plans.editions import edition_row, edition_text, editions, in_force, policy_in_force, times_in_force
from cellpark.plans.events import MovedOperation
from cellpark.plans.holds import KeptPromise, hold_of, hold_row, holds, kept_promises
from cellpark.plans.honouring import held_problems
from cellpark.plans.house import House, read_house
from cellpark.plans.learning import Comparison, comparison_of, comparisons, learning_row, version_to_learn
from cellpark.plans.models import Edition, Plan, SlotHold, Work
from cellpark.plans.order_slots import OrderChance, OrderHold, OrderSlot, chance_for, hold_for, slot_for
from cellpark.plans.permissions import PlanPermission
from cellpark.plans.promising import Offer, offer, published_with_holds
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
from cellpark.plans.sides import OPEN, is_side, order_in_sight, told_problems
from cellpark.plans.signing import prepare_plan_signature
from cellpark.plans.states import (
    EDITION_LIFECYCLE,
    PLAN_LIFECYCLE,
    EditionKind,
    EditionState,
    HoldState,
    PlanKind,
    PlanState,
    WorkKind,
    WorkState,
)
from cellpark.plans.suggesting import Suggestion, alive, coming, orders_outside, suggestions
from cellpark.plans.templates import product_of
from cellpark.plans.working import carry_out, problems_of, work_row, works

__all__ = [
    "DISTURBANCES_MAX",
    "EDITION_LIFECYCLE",
    "OPEN",
    "PLAN_LIFECYCLE",
    "AwaySaid",
    "Basis",
    "Beside",
    "Changed",
    "Comparison",
    "Edition",
    "EditionKind",
    "EditionState",
    "FailedSaid",
    "HoldState",
    "House",
    "KeptPromise",
    "LateSaid",
    "Made",
    "MovedOperation",
    "Offer",
    "OrderChance",
    "OrderHold",
    "OrderSlot",
    "Plan",
    "PlanKind",
    "PlanPermission",
    "PlanRead",
    "PlanState",
    "Said",
    "SlotHold",
    "Standing",
    "Suggestion",
    "UrgentSaid",
    "Work",
    "WorkKind",
    "WorkState",
    "adjust_plan",
    "alive",
    "approval_problems",
    "approve_edition",
    "approve_plan",
    "as_form",
    "ask_for_chance",
    "ask_for_change",
    "ask_for_learning",
    "ask_for_order_chance",
    "ask_for_plan",
    "basis_of",
    "beside_draft",
    "beside_of",
    "carry_out",
    "chance_for",
    "change_of",
    "coming",
    "comparison_of",
    "comparisons",
    "count_chance",
    "decline_edition",
    "decline_plan",
    "discard_plan",
    "draft_plans",
    "edition_problems",
    "edition_row",
    "edition_text",
    "editions",
    "expire_holds",
    "give_back",
    "give_back_of",
    "held_problems",
    "hold_for",
    "hold_of",
    "hold_row",
    "hold_slot",
    "holds",
    "in_force",
    "is_side",
    "keep_learned",
    "keep_plan",
    "kept_promises",
    "learning_row",
    "load_example_plans",
    "marks_of",
    "moves_against",
    "moves_of",
    "offer",
    "order_in_sight",
    "orders_outside",
    "plan_row",
    "plans",
    "policy_in_force",
    "prepare_plan_signature",
    "problems_of",
    "product_of",
    "propose_edition",
    "publish_example_plan",
    "published_plan",
    "published_row",
    "published_with_holds",
    "read_disturbances",
    "read_house",
    "read_plan",
    "reasons_of",
    "sentences_of",
    "slot_for",
    "standing",
    "stop_order_chance",
    "stop_work",
    "submit_plan",
    "suggestions",
    "times_in_force",
    "told_problems",
    "version_to_learn",
    "words",
    "work_row",
    "works",
]
