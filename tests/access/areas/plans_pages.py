"""The pages of planning; a plan is published for every side, so that the board has something to show."""

from typing import Any

from bench.generated_plan import publish
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.plans.models import Edition, Work
from cellpark.plans.public import EditionKind, WorkKind, WorkState
from tests.access.sample import FORM, OK, Sample

PLAN, EDITION, WORK = {"plan_id": "board_plan"}, {"edition_id": "board_edition"}, {"work_id": "board_work"}
# done, or refused for a reason that has nothing to do with rights
DONE = (200, 302, 303, 409, 422)


def form(args: dict[str, str] | None = None, **more: Any) -> Sample:
    return Sample(args or {}, own=OK, post=DONE, **more)


ROUTES = {
    "planning": Sample(),
    "planning_window": Sample(),
    "planning_print": Sample(),
    "planning_try": Sample(own=(405,), post=(404, 409, 422)),
    "planning_move": form(),
    "planning_undo": Sample(own=(405,), post=(303,)),
    "planning_forget": Sample(own=(405,), post=(303,)),
    "planning_propose": Sample(own=(303,), post=(303, 422)),
    # without a policy it says what is missing, and asks for nothing
    "planning_change": form(),
    "planning_change_add": Sample(fixed={"kind": "late"}, own=(200, 303), post=DONE),
    "planning_change_drop": Sample(own=(405,), post=(303,)),
    "plan_and_fact": Sample(),
    "plant_now": Sample(),
    "plans": Sample(),
    "plan_draw": form(),
    "plan_work": Sample(WORK),
    "plan_work_stop": Sample(WORK, own=(405,), post=(303,)),
    "plan_editions": Sample(),
    "plan_edition_propose": Sample(fixed={"kind": "times"}, own=FORM, post=DONE),
    "plan_edition": Sample(EDITION),
    "plan_edition_approve": form(EDITION),
    "plan_edition_decline": form(EDITION),
    "plan_edition_sign": Sample({**EDITION, "prepared_id": "prepared"}, own=(404,), post=(404,), personal=True),
    "plan": Sample(PLAN),
    "plan_discard": form(PLAN),
    "plan_decline": form(PLAN),
    "plan_submit": form(PLAN),
    "plan_approve": form(PLAN),
    "plan_sign": Sample({**PLAN, "prepared_id": "prepared"}, own=(404,), post=(404,), personal=True),
}
IN_PERSON = "it needs the second factor of a person who has the statement before their eyes"
WHAT_IF = "a what-if is a reader's own until it is proposed; a program proposes a schedule as a whole"
GATHERED = "what went otherwise is a reader's own until it is asked for; a program says all of it at once"
SAME = {
    "planning_change": "change_the_plan",
    "plan_draw": "draw_up_a_plan",
    "plan_work_stop": "stop_plan_work",
    "plan_discard": "discard_a_plan",
    "plan_decline": "decline_a_plan",
    "plan_submit": "submit_a_plan",
    "plan_approve": "approve_a_plan",
    "plan_edition_propose": "propose_plan_edition",
    "plan_edition_approve": "approve_plan_edition",
    "plan_edition_decline": "decline_plan_edition",
}
REASONS = {
    "planning_try": WHAT_IF,
    "planning_move": WHAT_IF,
    "planning_undo": WHAT_IF,
    "planning_forget": WHAT_IF,
    "planning_propose": WHAT_IF,
    "planning_change_add": GATHERED,
    "planning_change_drop": GATHERED,
    "plan_sign": IN_PERSON,
    "plan_edition_sign": IN_PERSON,
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    with use_scope(EVERYTHING):
        plan = publish(home.id, patients=2, seed=1, days_ago=3, turns=5, name=label)
        edition = Edition(
            organisation_id=home.id,
            kind=EditionKind.POLICY,
            since=now().date(),
            sha256=plan.facts_sha256,
            proposed_at=now(),
            proposed_by=colleague.id,
            reason=label,
        )
        edition.save(force_insert=True)
        work = Work(
            organisation_id=home.id,
            kind=WorkKind.DRAW,
            state=WorkState.STOPPED,
            asked={"name": label},
            answer={"name": label},
            asked_at=now(),
        )
        work.save(force_insert=True)
    return {"board_plan": plan.id, "board_edition": edition.id, "board_work": work.id}
