"""The addresses of this area."""

from django.urls import URLPattern

from cellpark.access.public import IN_PERSON, requires, route
from cellpark.plans.public import PlanPermission as May
from cellpark.web.areas.plans.views import acts, board, changing, drawing, editions, fact, live, moving, plans, signing

PLAN, WORK = "plans/<uuid:plan_id>", "plans/work/<uuid:work_id>"
EDITION = "plans/rules/<uuid:edition_id>"
SEE, DRAW, PUBLISH, APPROVE, SET = (requires(each) for each in (May.SEE, May.DRAW, May.PUBLISH, May.APPROVE, May.SET))

urlpatterns: list[URLPattern] = [
    route("planning", board.board, access=SEE, name="planning"),
    route("planning/window", board.window, access=SEE, name="planning_window"),
    route("planning/print", board.on_paper, access=SEE, name="planning_print"),
    route("planning/try", moving.attempt, access=DRAW, name="planning_try"),
    route("planning/move", moving.move, access=DRAW, name="planning_move"),
    route("planning/undo", moving.undo, access=DRAW, name="planning_undo"),
    route("planning/forget", moving.forget, access=DRAW, name="planning_forget"),
    route("planning/propose", moving.propose, access=DRAW, name="planning_propose"),
    route("planning/change", changing.change, access=DRAW, name="planning_change"),
    route("planning/change/drop", changing.drop, access=DRAW, name="planning_change_drop"),
    route("planning/change/<slug:kind>", changing.add, access=DRAW, name="planning_change_add"),
    route("planning/fact", fact.fact, access=SEE, name="plan_and_fact"),
    route("plant-now", live.live, access=SEE, name="plant_now"),
    route("plans", plans.listed, access=SEE, name="plans"),
    route("plans/draw", drawing.draw, access=DRAW, name="plan_draw"),
    route(WORK, drawing.work, access=SEE, name="plan_work"),
    route(f"{WORK}/stop", drawing.stop, access=DRAW, name="plan_work_stop"),
    route("plans/rules", editions.listed, access=SEE, name="plan_editions"),
    route("plans/rules/propose/<slug:kind>", editions.propose, access=SET, name="plan_edition_propose"),
    route(EDITION, editions.one, access=SEE, name="plan_edition"),
    route(f"{EDITION}/approve", editions.approve, access=SET, name="plan_edition_approve"),
    route(f"{EDITION}/decline", editions.decline, access=SET, name="plan_edition_decline"),
    route(f"{EDITION}/sign/<uuid:prepared_id>", editions.sign, access=IN_PERSON, name="plan_edition_sign"),
    route(PLAN, plans.one, access=SEE, name="plan"),
    route(f"{PLAN}/discard", acts.discard, access=DRAW, name="plan_discard"),
    route(f"{PLAN}/decline", acts.decline, access=APPROVE, name="plan_decline"),
    route(f"{PLAN}/submit", signing.submit, access=PUBLISH, name="plan_submit"),
    route(f"{PLAN}/approve", signing.approve, access=APPROVE, name="plan_approve"),
    route(f"{PLAN}/sign/<uuid:prepared_id>", signing.sign, access=IN_PERSON, name="plan_sign"),
]
