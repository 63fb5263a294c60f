"""Throwing a draft away, and giving a plan back to its planner."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.plans import public as plans
from cellpark.web.areas.plans.forms import NothingForm
from cellpark.web.areas.plans.views.common import plan_crumbs, plan_name
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.reasons import ReasonForm


def discard(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Nobody needs this draft any more."""
    row, form = plans.plan_row(plan_id), NothingForm.of(request)

    def act() -> Outcome:
        plans.discard_plan(actor=actor_of(request), plan_id=plan_id)
        return {}

    if perform(request, form, act) is not None:
        return done(request, reverse("plans"), _("The draft is thrown away; it stays readable."))
    page = FormPage(
        title=_("Throw the draft away"),
        submit=_("Throw the draft away"),
        back=reverse("plan", args=[plan_id]),
        kicker=plan_name(row),
        danger=_("Nobody can sign or publish it after that. It stays readable."),
        crumbs=plan_crumbs(row),
    )
    return show_page(request, form, page)


def decline(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Back to the planner, with the reason."""
    row, form = plans.plan_row(plan_id), ReasonForm.of(request)

    def act() -> Outcome:
        plans.decline_plan(actor=actor_of(request), plan_id=plan_id, reason=form.cleaned_data["reason"])
        return {}

    if perform(request, form, act) is not None:
        return done(request, reverse("plan", args=[plan_id]), _("The plan is a draft again."))
    page = FormPage(
        title=_("Give the plan back"),
        submit=_("Give the plan back"),
        back=reverse("plan", args=[plan_id]),
        kicker=plan_name(row),
        lead=_("It becomes a draft again. The published plan stays as it is."),
        crumbs=plan_crumbs(row),
    )
    return show_page(request, form, page)
