"""Moving steps of a plan in a what-if: tried at once, kept in the session, taken back, proposed."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import explain
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.planning.trying import Tried, Wish
from cellpark.plans import public as plans
from cellpark.plans.public import Plan
from cellpark.web.areas.plans import source, what_if
from cellpark.web.areas.plans.forms import MoveForm, NothingForm
from cellpark.web.areas.plans.views.common import asked, changes, crumbs, drawn
from cellpark.web.areas.plans.what_if import CHANGES_MAX, WhatIf
from cellpark.web.pages.acts import FormPage, done, perform, show_page

BODY_MAX = 4_000


@require_POST
def attempt(request: HttpRequest) -> HttpResponse:
    """Whether a step fits at another time, with the reason where it does not; with ``keep`` it joins the what-if."""
    said = _said(request)
    base, wish = _base(said), _wish(said)
    now = what_if.of(request, base)
    if (wish.job, wish.operation) not in base.held.operations:
        raise Plan.DoesNotExist
    found = now.tried(wish)
    if not found.fits:
        return JsonResponse(_refusal(base, found))
    if said.get("keep") is True:
        refuse_any(_full(now))
        now = now.having(wish, found)
        what_if.keep(request, now)
        wanted = asked({key: str(value) for key, value in said.get("window", {}).items()})
        return JsonResponse({"fits": True, "said": _sentence(base, wish, found), "window": drawn(now, wanted)})
    return JsonResponse({"fits": True, "said": _sentence(base, wish, found), "along": _along(wish, found)})


def move(request: HttpRequest) -> HttpResponse:
    """The same by a form, without a script and without a mouse."""
    plan_id = _plan_id(request.GET.get("plan") or request.POST.get("plan"))
    base = _published(request) if plan_id is None else source.one(plan_id)
    form = MoveForm.of(request, base=base, initial={"job": request.GET.get("batch", "")})
    back = reverse("planning") + (f"?plan={base.row.id}" if base.row.state != plans.PlanState.PUBLISHED else "")
    if request.method == "POST" and form.is_valid():
        wish = Wish(form.cleaned_data["job"], form.cleaned_data["operation"], form.unit, form.cleaned_data["rest"])
        now = what_if.of(request, base)
        found = now.tried(wish)
        problems = [base.problem(each, found.nearest) for each in found.reasons] or _full(now)
        form.tell(problems)
        if not problems:
            what_if.keep(request, now.having(wish, found))
            return done(request, back, _sentence(base, wish, found))
    page = FormPage(
        title=_("Move a step"),
        submit=_("Try it, and keep it in the what-if"),
        back=back,
        kicker=_("Plan %(number)s") % {"number": base.row.number},
        lead=_("Nothing of the published plan changes: changes are gathered beside it until you propose them."),
        crumbs=crumbs(),
    )
    return show_page(request, form, page)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take the last change back."""
    plan_id = what_if.plan_of(request)
    if plan_id is None:
        return done(request, reverse("planning"), _("There is nothing to take back."))
    now = what_if.of(request, source.one(plan_id))
    what_if.keep(request, WhatIf(now.base, now.changes[:-1]))
    return done(request, _back(request), _("The last change is taken back."))


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Throw the what-if away."""
    back = _back(request)
    what_if.forget(request)
    return done(request, back, _("All your changes are thrown away; the plan is as it was."))


def propose(request: HttpRequest) -> HttpResponse:
    """Make a draft of the what-if; the checker sees the whole of it first."""
    plan_id = what_if.plan_of(request)
    if plan_id is None:
        return done(request, reverse("planning"), _("There is nothing to propose: move a step first."))
    now = what_if.of(request, source.one(plan_id))
    form = NothingForm.of(request)

    def act() -> Outcome:
        made = plans.adjust_plan(actor=actor_of(request), plan_id=plan_id, schedule=now.held.as_schedule())
        return {"id": str(made.id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        what_if.forget(request)
        return done(
            request,
            reverse("plan", args=[outcome["id"]]),
            _("Your changes are a draft now. Sign that it shall hold, and a second person publishes it."),
        )
    count = len(now.moved)
    page = FormPage(
        title=_("Propose the changes"),
        submit=_("Make a draft of them"),
        back=_back(request),
        kicker=_("Plan %(number)s") % {"number": now.base.row.number},
        lead=ngettext("%(count)s step begins elsewhere.", "%(count)s steps begin elsewhere.", count) % {"count": count}
        + " "
        + _("Every rule is looked at once more before the draft is kept."),
        crumbs=crumbs(),
    )
    return show_page(request, form, page, template="plans/propose.html", changes=changes(now))


def _said(request: HttpRequest) -> Mapping[str, Any]:
    try:
        said = json.loads(request.body) if len(request.body) <= BODY_MAX else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not isinstance(said.get("window", {}), dict):
        raise Refused(Problem("pages.form_incomplete"))
    return said


def _wish(said: Mapping[str, Any]) -> Wish:
    job, operation, start = said.get("job"), said.get("operation"), said.get("start")
    # true is a whole number for Python, and for nobody else
    if not isinstance(job, str) or not isinstance(operation, str) or type(start) is not int:
        raise Refused(Problem("pages.form_incomplete"))
    return Wish(job, operation, min(max(start, -1), 10_000_000), said.get("rest") is True)


def _base(said: Mapping[str, Any]) -> source.Shown:
    plan_id = _plan_id(said.get("plan"))
    if plan_id is None:
        raise Plan.DoesNotExist
    return source.one(plan_id)


def _plan_id(said: object) -> UUID | None:
    if not said:
        return None
    try:
        return UUID(str(said))
    except ValueError:
        raise Plan.DoesNotExist from None


def _published(request: HttpRequest) -> source.Shown:
    found = source.published(actor_of(request))
    if found is None:
        raise Plan.DoesNotExist
    return found


def _back(request: HttpRequest) -> str:
    plan_id = what_if.plan_of(request)
    row = None if plan_id is None else plans.plan_row(plan_id)
    there = row is not None and row.state != plans.PlanState.PUBLISHED
    return reverse("planning") + (f"?plan={plan_id}" if there else "")


def _full(now: WhatIf) -> list[Problem]:
    full = len(now.changes) >= CHANGES_MAX
    return [Problem("planning.try.too_many", {"limit": CHANGES_MAX})] if full else []


def _refusal(base: source.Shown, found: Tried) -> dict[str, object]:
    words = [explain(base.problem(each, found.nearest)) for each in found.reasons]
    return {
        "fits": False,
        "problems": [{"what": each.what, "why": each.why, "remedy": each.remedy} for each in words],
        "nearest": found.nearest,
    }


def _sentence(base: source.Shown, wish: Wish, found: Tried) -> str:
    said = {"step": base.operation(wish.job, wish.operation), "at": base.at(wish.start)}
    told = _("%(step)s would begin at %(at)s.") % said
    along = len(found.placed) - 1
    if along > 0:
        more = ngettext("%(count)s more step moves along.", "%(count)s more steps move along.", along)
        told += " " + more % {"count": along}
    return told


def _along(wish: Wish, found: Tried) -> list[list[object]]:
    """What else would move, for the picture: operation, start, end."""
    return [[each.operation, each.start, each.end] for each in found.placed if each.operation != wish.operation]
