"""Plans that are being drawn up in the background: how far they are, and what came of it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import explain, sentence
from cellpark.kernel.problem import Refused
from cellpark.plans import public as plans
from cellpark.plans.public import Work, WorkKind, WorkState
from cellpark.plans.public import words as plan_words
from cellpark.web.areas.plans.forms import DrawForm
from cellpark.web.areas.plans.words import work_state
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.offers import offer

SHOWN_MAX = 5
DAYS, TURNS = 120, 20_000
GOING = (WorkState.WAITING, WorkState.RUNNING)
DRAFTING = (WorkKind.DRAW, WorkKind.REPLAN)
AGAIN = {WorkKind.DRAW: "plan_draw", WorkKind.REPLAN: "planning_change"}
"""Where work is asked for again of which nothing came."""


def running(actor: Actor) -> list[Work]:
    """What is being drawn up in the reader's plant now."""
    rows = Work.objects.filter(organisation_id=actor.organisation_id, kind__in=DRAFTING, state__in=GOING)
    return list(rows.order_by("-asked_at")[:SHOWN_MAX])


def draw(request: HttpRequest) -> HttpResponse:
    """Ask for a plan of what is to be done from now on; it is searched for in the background."""
    actor = actor_of(request)
    home = actor.organisation_id
    if home is None:
        raise plans.Plan.DoesNotExist
    form = DrawForm.of(request, initial={"days": DAYS, "turns": TURNS, "keep_published": True})

    def act() -> Outcome:
        sent = form.cleaned_data
        said = {name: sent[name] for name in ("turns", "days", "keep_published")}
        made = plans.ask_for_plan(actor=actor, organisation_id=home, **said)
        return {"id": str(made.id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, reverse("plan_work", args=[outcome["id"]]), _("The plan is being drawn up."))
    times = plans.in_force(home, plans.EditionKind.TIMES)
    page = FormPage(
        title=_("Draw up a plan"),
        submit=_("Draw it up"),
        back=reverse("plans"),
        lead=_("From the batches, orders, rooms, devices and people as they are now. The published plan stays."),
        danger="" if times else _("The times of the plant do not hold yet: propose and approve them first."),
        crumbs=({"href": reverse("plans"), "label": _("Plans")},),
    )
    return show_page(request, form, page)


@require_POST
def stop(request: HttpRequest, work_id: UUID) -> HttpResponse:
    """End it with the best that was found so far."""
    try:
        plans.stop_work(actor=actor_of(request), work_id=work_id)
    except Refused as refusal:
        return done(request, reverse("plan_work", args=[work_id]), sentence(refusal.problems[0]))
    return done(request, reverse("plan_work", args=[work_id]), _("It ends with the best that was found so far."))


def work(request: HttpRequest, work_id: UUID) -> HttpResponse:
    """How far one piece of work is; the page asks again by itself until it is over."""
    row: Work = Work.objects.get(id=work_id)
    going = row.state in GOING
    actor = actor_of(request)
    made = None if row.plan is None else plans.plan_row(row.plan)
    again = AGAIN.get(WorkKind(row.kind)) if made is None and not going else None
    context = {
        "row": row,
        "title": plan_words.WORK_KINDS[WorkKind(row.kind)],
        "state": work_state(row.state),
        "going": going,
        "percent": round(row.share * 100),
        "plan": made,
        "problems": [explain(each) for each in plans.problems_of(row)],
        "now": str(plan_words.WORK_STATES[WorkState(row.state)]),
        "next": _("You may leave the page; the plan is among the drafts when it is done.")
        if going and row.kind in DRAFTING
        else "",
        "crumbs": [{"href": reverse("plans"), "label": _("Plans")}],
        "may_stop": going and actor.may(plans.PlanPermission.DRAW),
        "again": None
        if again is None
        else offer(actor, plans.PlanPermission.DRAW, _("Ask for the work again"), reverse(again)),
    }
    return render(request, "plans/work.html", context)
