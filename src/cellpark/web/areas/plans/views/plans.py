"""The plans of a plant, and one of them beside the published one."""

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem
from cellpark.plans import public as plans
from cellpark.plans.public import Plan, PlanKind, PlanPermission, PlanState
from cellpark.plans.public import words as plan_words
from cellpark.web.areas.plans import proposal, source
from cellpark.web.areas.plans.picture.window import late_jobs
from cellpark.web.areas.plans.views.common import MovedRow, moved_rows, plan_name
from cellpark.web.areas.plans.views.drawing import running
from cellpark.web.areas.plans.words import plan_state, standing_words, work_state
from cellpark.web.pages.offers import Offer, offer
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

COLUMNS: tuple[Column[Plan], ...] = (
    Column(
        key="number",
        label=gettext_lazy("Number"),
        kind=Kind.NUMBER,
        sort="number",
        link=lambda row: reverse("plan", args=[row.id]),
    ),
    Column(
        key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=lambda row: plan_state(row.state), sort="state"
    ),
    Column(
        key="kind",
        label=gettext_lazy("How it came about"),
        value=lambda row: str(plan_words.PLAN_KINDS[PlanKind(row.kind)]),
        sort="kind",
    ),
    Column(key="as_of", label=gettext_lazy("Facts as of"), kind=Kind.MOMENT, sort="as_of"),
    Column(key="jobs", label=gettext_lazy("Batches"), kind=Kind.NUMBER, sort="jobs"),
    Column(key="operations", label=gettext_lazy("Steps in all"), kind=Kind.NUMBER, sort="operations"),
    Column(key="moved", label=gettext_lazy("Steps moved"), kind=Kind.NUMBER, sort="moved"),
    Column(key="drawn_at", label=gettext_lazy("Drawn up at"), kind=Kind.MOMENT, sort="drawn_at"),
    Column(key="published_at", label=gettext_lazy("Published at"), kind=Kind.MOMENT, sort="published_at"),
)
MOVES: tuple[Column[MovedRow], ...] = (
    Column(key="job", label=gettext_lazy("Batch"), kind=Kind.CODE, sort="job", search=("job",)),
    Column(key="step", label=gettext_lazy("Step"), sort="step", search=("step",)),
    Column(key="before", label=gettext_lazy("Published start"), kind=Kind.MOMENT, sort="before"),
    Column(key="after", label=gettext_lazy("Start in this plan"), kind=Kind.MOMENT, sort="after"),
    Column(key="by", label=gettext_lazy("Difference"), value="by"),
)
WHY: Column[MovedRow] = Column(key="why", label=gettext_lazy("Why"), value="why", search=("why",))


def listed(request: HttpRequest) -> HttpResponseBase:
    """All plans, the newest first, and what is being drawn up."""
    actor = actor_of(request)
    home = actor.organisation_id
    rows = Plan.objects.none() if home is None else plans.plans(home).order_by()
    current = None if home is None else plans.published_row(home)
    waiting = rows.filter(state=PlanState.SUBMITTED).count()
    work = running(actor)
    table = Table(
        rows,
        COLUMNS,
        request,
        caption=_("All plans"),
        order="-number",
        choices=(
            Choice(
                key="state",
                label=_("State"),
                lookup="state",
                options=tuple((each.value, str(plan_words.PLAN_STATES[each])) for each in PlanState),
            ),
        ),
        empty=_("No plan yet. Draw the first one up; nothing is changed by that."),
    )
    context = {
        "current": current,
        "now": _("No plan is published.")
        if current is None
        else _("%(plan)s is published.") % {"plan": plan_name(current)},
        "next": ""
        if not waiting
        else ngettext(
            "%(count)s plan waits for its second person", "%(count)s plans wait for their second person", waiting
        )
        % {"count": waiting},
        "who": _("Whoever may plan and did not submit it") if waiting else "",
        "work": [{"row": each, "state": work_state(each.state), "percent": round(each.share * 100)} for each in work],
        "offers": [
            offer(actor, PlanPermission.DRAW, _("Draw up a plan"), reverse("plan_draw"), icon="plus", look="primary"),
            offer(actor, PlanPermission.DRAW, _("Change the plan"), reverse("planning_change"), icon="adjustments"),
            offer(actor, PlanPermission.SEE, _("Planning board"), reverse("planning"), icon="layout-dashboard"),
            offer(actor, PlanPermission.SEE, _("Times and policy"), reverse("plan_editions"), icon="settings"),
        ],
    }
    return table_response(request, "plans/list.html", table, context)


def one(request: HttpRequest, plan_id: UUID) -> HttpResponseBase:
    """One plan: how good it is, what it moves of the published one, what can be done with it."""
    actor, row = actor_of(request), plans.plan_row(plan_id)
    shown = source.shown(row)
    change = plans.change_of(row)
    moved = moved_rows(row, proposal.reasons(row, change) if change.moves else None)
    table = Table(
        moved,
        (*MOVES, WHY) if change.moves else MOVES,
        request,
        caption=_("What it moves of the published plan"),
        order="after",
        empty=_("It moves nothing of the published plan."),
    )
    late = sorted(late_jobs(shown.scene))
    stale = plans.standing(row) if row.state in (PlanState.DRAFT, PlanState.SUBMITTED) else None
    gap = (row.objective - row.bound) / row.bound * 100 if row.bound else 0.0
    offers = _offers(actor, row)
    context = {
        **proposal.context_of(row),
        "row": row,
        "title": plan_name(row),
        "state": plan_state(row.state),
        "kind": plan_words.PLAN_KINDS[PlanKind(row.kind)],
        "based_on": None if row.based_on is None else plans.plan_row(row.based_on),
        "late": late[:20],
        "late_count": len(late),
        "moved_count": len(moved),
        "gap": f"{gap:.1f}",
        "stale": stale,
        "changed": [] if stale is None else standing_words(stale),
        "now": _now(row),
        "next": _next(row),
        "who": _who(row),
        "offers": offers,
        "shut": [each for each in offers if not each.open],
        "crumbs": [{"href": reverse("plans"), "label": _("Plans")}],
    }
    return table_response(request, "plans/plan.html", table, context)


def _now(row: Plan) -> str:
    return str(
        {
            PlanState.DRAFT: _("A draft: nobody follows it."),
            PlanState.SUBMITTED: _("Signed by its planner; it is not published."),
            PlanState.PUBLISHED: _("Crews follow this plan."),
            PlanState.SUPERSEDED: _("Another plan was published after it."),
            PlanState.DISCARDED: _("Thrown away; it stays readable."),
        }[PlanState(row.state)]
    )


def _next(row: Plan) -> str:
    return str(
        {
            PlanState.DRAFT: _("Somebody who may plan signs that it shall hold."),
            PlanState.SUBMITTED: _("A second person publishes it, or gives it back."),
        }.get(PlanState(row.state), "")
    )


def _who(row: Plan) -> str:
    return str(
        {
            PlanState.DRAFT: _("Who may sign plans"),
            PlanState.SUBMITTED: _("Who may publish plans, other than who signed"),
        }.get(PlanState(row.state), "")
    )


def _offers(actor: Actor, row: Plan) -> list[Offer]:
    def to(name: str) -> str:
        return reverse(name, args=[row.id])

    board = reverse("planning") + ("" if row.state == PlanState.PUBLISHED else f"?plan={row.id}")
    found = [offer(actor, PlanPermission.SEE, _("See it on the board"), board, icon="layout-dashboard")]
    if row.state == PlanState.PUBLISHED:
        change = reverse("planning_change")
        found.append(offer(actor, PlanPermission.DRAW, _("Change the plan"), change, icon="adjustments"))
    if row.state == PlanState.DRAFT:
        found.append(
            offer(
                actor,
                PlanPermission.PUBLISH,
                _("Sign that it shall hold"),
                to("plan_submit"),
                icon="writing-sign",
                look="primary",
            )
        )
        found.append(offer(actor, PlanPermission.DRAW, _("Throw it away"), to("plan_discard"), icon="trash"))
    if row.state == PlanState.SUBMITTED:
        problems: list[Problem] = plans.approval_problems(actor=actor, row=row)
        found.append(
            offer(
                actor,
                PlanPermission.APPROVE,
                _("Approve and publish"),
                to("plan_approve"),
                icon="writing-sign",
                look="primary",
                unless=problems[0] if problems else None,
            )
        )
        found.append(offer(actor, PlanPermission.APPROVE, _("Give it back"), to("plan_decline"), icon="x"))
    return found
