"""What went otherwise is said, then a proposal is worked out in the background that moves little else."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cellpark.access.public import actor_of, roles_with
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import Explained, explain
from cellpark.kernel.problem import Problem, Refused
from cellpark.plans import public as plans
from cellpark.plans.public import AwaySaid, EditionKind, Plan, PlanPermission, Said, Suggestion, UrgentSaid
from cellpark.web.areas.plans import gathered
from cellpark.web.areas.plans.change_forms import FORMS, OUT_FOR, begins
from cellpark.web.areas.plans.disturbed import KINDS, disturbance_words
from cellpark.web.areas.plans.forms import MOMENT, NothingForm
from cellpark.web.areas.plans.views.common import crumbs, plan_name
from cellpark.web.areas.plans.words import resource_name
from cellpark.web.pages import formats
from cellpark.web.pages.acts import FormPage, done, perform, show, show_page
from cellpark.web.pages.words import role_names


def change(request: HttpRequest) -> HttpResponse:
    """What was gathered so far, what the house knows, and the way to a proposal."""
    home = _home(request)
    missing = _missing(home)
    if missing:
        who = role_names(roles_with(PlanPermission.SET))
        return render(request, "plans/change_none.html", {"missing": missing, "crumbs": crumbs(), "who": who})
    base = plans.published_with_holds(home)
    said = gathered.of(request, base.row.id)
    form = NothingForm.of(request)

    def act() -> Outcome:
        if not said:
            raise Refused(Problem("plans.disturbance.nothing"))
        made = plans.ask_for_change(actor=actor_of(request), organisation_id=home, disturbances=plans.as_form(said))
        return {"id": str(made.id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        gathered.forget(request)
        return done(request, reverse("plan_work", args=[outcome["id"]]), _("The proposal is being worked out."))
    beside = plans.beside_of(base.row)
    context: dict[str, Any] = {
        "plan": base.row,
        "plan_name": plan_name(base.row),
        "now": _now(said),
        "next": _("Ask for the proposal; it moves nothing before two people sign it.") if said else "",
        "who": _("Who may draw up plans") if said else "",
        "said": [disturbance_words(each, beside) for each in said],
        "kinds": [
            {"label": label, "text": text, "icon": icon, "href": reverse("planning_change_add", args=[kind])}
            for kind, (label, text, icon) in KINDS.items()
        ],
        "suggestions": [_suggested(each) for each in _unsaid(plans.suggestions(base), said)],
        "policy": plans.in_force(home, EditionKind.POLICY),
        "crumbs": crumbs(),
    }
    return show(request, "plans/change.html", form, context)


def add(request: HttpRequest, kind: str) -> HttpResponse:
    """One disturbance, chosen from what the published plan has."""
    if kind not in FORMS:
        raise Http404
    home = _home(request)
    back = reverse("planning_change")
    if _missing(home):
        return done(request, back, _("Nothing can be changed yet."))
    base = plans.published_with_holds(home)
    form = FORMS[kind].of(request, base=base, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            said = gathered.joined(gathered.of(request, base.row.id), form.said())
        except Refused:
            form.tell([Problem("plans.disturbance.too_many", {"limit": gathered.FULL})])
        else:
            gathered.keep(request, base.row.id, said)
            return done(request, back, _("It is among what the proposal takes in."))
    label, text, _icon = KINDS[kind]
    empty = kind == "urgent" and not plans.orders_outside(base)
    page = FormPage(
        title=label,
        submit=_("Add it"),
        back=back,
        kicker=plan_name(base.row),
        lead=text,
        danger=_("No order waits that is not in the plan. An order is taken first, then it can come into the plan.")
        if empty
        else "",
        crumbs=crumbs((back, _("Change the plan"))),
    )
    return show_page(request, form, page)


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Take one out again, or all of them."""
    row = plans.published_row(_home(request))
    said = () if row is None else gathered.of(request, row.id)
    number = str(request.POST.get("number", ""))
    left = [each for place, each in enumerate(said) if str(place) != number] if number else []
    if row is None or not left:
        gathered.forget(request)
    else:
        gathered.keep(request, row.id, left)
    return done(request, reverse("planning_change"), _("It is taken out."))


def _home(request: HttpRequest) -> UUID:
    home = actor_of(request).organisation_id
    if home is None:
        raise Plan.DoesNotExist
    return home


def _missing(home: UUID) -> list[dict[str, object]]:
    """What has to be there before a plan can be changed, in the order in which it is made."""
    found = []
    if plans.published_row(home) is None:
        found.append(_wanted("plans.promise.nothing_published", _("Plans"), reverse("plans")))
    if plans.in_force(home, EditionKind.POLICY) is None:
        propose = reverse("plan_edition_propose", args=[EditionKind.POLICY.value])
        found.append(_wanted("plans.policy.none", _("Propose a policy"), propose))
    return found


def _wanted(code: str, label: str, href: str) -> dict[str, object]:
    words: Explained = explain(Problem(code))
    return {"words": words, "label": label, "href": href}


def _now(said: tuple[Said, ...]) -> str:
    count = len(said)
    if not count:
        return _("Nothing is gathered yet.")
    return ngettext("%(count)s thing went otherwise.", "%(count)s things went otherwise.", count) % {"count": count}


def _unsaid(found: Iterable[Suggestion], said: tuple[Said, ...]) -> list[Suggestion]:
    """What was not added yet."""
    names = {(each.kind, _hit(each)) for each in said}
    return [each for each in found if (each.kind, each.name) not in names]


def _hit(said: Said) -> str:
    if isinstance(said, AwaySaid):
        return said.resource
    return said.key if isinstance(said, UrgentSaid) else said.job


def _suggested(each: Suggestion) -> dict[str, str]:
    """A suggestion as a sentence, and the form that it fills in."""
    because, at = ", ".join(each.because), formats.moment(each.at)
    start = max(each.at, begins())
    names = {"what": each.name, "because": because, "at": at, "count": each.count}
    filled: dict[str, Any]
    if each.kind == "failed":
        text = _("Batch %(what)s was terminated at %(at)s and still takes places in the plan.") % names
        filled = {"job": each.name, "at": _typed(each.at)}
    elif each.kind == "late":
        text = (
            _("Shipment %(because)s for %(what)s is there at %(at)s at the earliest, after its planned start.") % names
        )
        filled = {"job": each.name, "release": _typed(start)}
    elif each.kind == "broken":
        names["what"] = resource_name(each.name)
        text = (
            ngettext(
                "%(what)s: %(count)s fewer than the plan counts on (out of service: %(because)s).",
                "%(what)s: %(count)s fewer than the plan counts on (out of service: %(because)s).",
                each.count,
            )
            % names
        )
        filled = {"resource": each.name, "count": each.count, "since": _typed(start), "until": _typed(start + OUT_FOR)}
    else:
        text = _("Order %(what)s waits and is not in the plan.") % names
        filled = {"order": each.name}
    label, _text, icon = KINDS[each.kind]
    href = f"{reverse('planning_change_add', args=[each.kind])}?{urlencode(filled)}"
    return {"text": text, "href": href, "label": str(label), "icon": icon}


def _typed(at: datetime) -> str:
    return timezone.localtime(at).strftime(MOMENT)


def _initial(request: HttpRequest) -> dict[str, str]:
    """What an address fills in; a field says what is wrong with it as with anything that is typed."""
    return {name: str(value)[:80] for name, value in request.GET.items()}
