"""The two signatures under a plan: that it shall hold, and, by somebody else, that it holds (P11-8a, P11-8b)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.identity.public import Meaning, prepared_signature
from cellpark.kernel.problem import refuse_any
from cellpark.plans import public as plans
from cellpark.plans.public import PLAN_LIFECYCLE, Edition, Plan, PlanPermission
from cellpark.web.areas.plans.forms import SignForm
from cellpark.web.areas.plans.views.common import moved_rows, plan_crumbs, plan_name
from cellpark.web.pages.acts import FormPage, perform, show_page
from cellpark.web.pages.views.signing import ceremony

MOVES_SIGNED_MAX = 500
ACTS: Mapping[Meaning, tuple[PlanPermission, Callable[..., Plan]]] = {
    Meaning.RESPONSIBLE: (PlanPermission.PUBLISH, plans.submit_plan),
    Meaning.APPROVED: (PlanPermission.APPROVE, plans.approve_plan),
}


@dataclass(frozen=True, slots=True)
class Signing:
    """A signature that is asked for: under what, meaning what, and where it leads."""

    row: Plan | Edition
    meaning: Meaning
    check: Callable[[], None]
    view: Callable[[], str]
    title: str
    lead: str
    kicker: str
    back: str
    sign: str
    crumbs: tuple[Mapping[str, object], ...]


def submit(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Somebody who may plan wants it to hold."""
    row = plans.plan_row(plan_id)

    def check() -> None:
        PLAN_LIFECYCLE.step(row.state, "submit")
        refuse_any(plans.held_problems(row))

    lead = _("You sign that this plan shall hold. A second person publishes it with a signature of their own.")
    return begin(request, _of_plan(row, Meaning.RESPONSIBLE, check, _("Sign that the plan shall hold"), lead))


def approve(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """A second person publishes it."""
    row, actor = plans.plan_row(plan_id), actor_of(request)

    def check() -> None:
        PLAN_LIFECYCLE.step(row.state, "approve")
        refuse_any([*plans.approval_problems(actor=actor, row=row), *plans.held_problems(row)])

    lead = _("With your signature crews follow this plan from now on. The plan before it stays readable.")
    return begin(request, _of_plan(row, Meaning.APPROVED, check, _("Approve and publish the plan"), lead))


def _of_plan(row: Plan, meaning: Meaning, check: Callable[[], None], title: str, lead: str) -> Signing:
    return Signing(
        row,
        meaning,
        check,
        lambda: signed_view(row),
        title,
        lead,
        plan_name(row),
        reverse("plan", args=[row.id]),
        "plan_sign",
        plan_crumbs(row),
    )


def begin(request: HttpRequest, asked: Signing) -> HttpResponse:
    """In which role and why; then the page to sign."""
    actor = actor_of(request)
    form = SignForm.of(request, actor=actor)

    def act() -> Outcome:
        asked.check()
        prepared = plans.prepare_plan_signature(
            actor=actor,
            row=asked.row,
            meaning=asked.meaning,
            role=form.cleaned_data["role"],
            why=form.cleaned_data["why"],
            view=asked.view(),
            back=asked.back,
        )
        return {"id": str(prepared.id)}

    made = perform(request, form, act)
    if made is not None:
        return HttpResponseRedirect(reverse(asked.sign, args=[asked.row.id, made["id"]]))
    page = FormPage(
        title=asked.title,
        submit=_("Go on to the page to sign"),
        back=asked.back,
        kicker=asked.kicker,
        lead=asked.lead,
        crumbs=asked.crumbs,
    )
    return show_page(request, form, page)


def signed_view(row: Plan) -> str:
    """What is signed, in both languages: the plan, its hashes, what it moves of the published one."""
    parts = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            moved = moved_rows(row)
            context = {
                "plan": row,
                "language": language,
                "moves": moved[:MOVES_SIGNED_MAX],
                "more": max(0, len(moved) - MOVES_SIGNED_MAX),
            }
            parts.append(render_to_string("plans/signed.html", context))
    return "".join(parts)


@sensitive_post_parameters("password", "code")
def sign(request: HttpRequest, plan_id: UUID, prepared_id: UUID) -> HttpResponse:
    """The moment itself, and what the signature is for."""
    actor = actor_of(request)
    # another's statement is not there, whatever one may do with plans
    prepared = prepared_signature(actor=actor, prepared_id=prepared_id)
    row = plans.plan_row(plan_id)
    meaning = Meaning(prepared.meaning)
    if [each.stream for each in prepared.said.heads] != [row.stream] or meaning not in ACTS:
        raise Http404
    permission, act = ACTS[meaning]
    actor.require(permission)

    def then(signature_id: UUID) -> str:
        act(actor=actor, plan_id=plan_id, signature_id=signature_id)
        return reverse("plan", args=[plan_id])

    return ceremony(request, prepared_id, then)
