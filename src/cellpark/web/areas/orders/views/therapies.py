"""Therapies: what can be ordered, by whom, under which rules."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.base.time import now
from cellpark.orders import public as orders
from cellpark.orders.public import (
    HOSPITALS,
    MAKERS_AND_SPONSORS,
    OrderPermission,
    SiteState,
    Therapy,
    TherapyState,
    find_party,
    party_names,
)
from cellpark.recipes.public import approved_versions
from cellpark.web.areas.orders.forms import ReasonForm, SiteForm, TherapyForm
from cellpark.web.areas.orders.words import therapy_state
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm


def therapies(request: HttpRequest) -> HttpResponse:
    """The therapies in sight."""
    rows = list(orders.therapies()[:200])
    names = party_names(each.sponsor_id for each in rows)
    context = {
        "rows": [(each, therapy_state(each.state), names.get(each.sponsor_id, "")) for each in rows],
        "may_describe": actor_of(request).may(OrderPermission.DESCRIBE_THERAPY),
    }
    return render(request, "orders/therapies.html", context)


def therapy(request: HttpRequest, therapy_id: UUID) -> HttpResponse:
    """One therapy with its rules and its hospitals."""
    found, actor = orders.therapy(therapy_id), actor_of(request)
    sites = list(orders.sites_of(found.id))
    names = party_names([found.organisation_id, found.sponsor_id, *(each.hospital_id for each in sites)])
    is_ours = actor.organisation_id in (found.organisation_id, found.sponsor_id)
    today: date = now().date()
    context = {
        "therapy": found,
        "state": therapy_state(found.state),
        "sponsor": names.get(found.sponsor_id, ""),
        "maker": names.get(found.organisation_id, ""),
        "distances": orders.distances_of(found.distances),
        "recipe": approved_versions().filter(sha256=found.recipe).select_related("recipe").first(),
        "sites": [(each, names.get(each.hospital_id, ""), each.collects(today)) for each in sites],
        "waits": found.state == TherapyState.DRAFT,
        "may_approve": _is_sponsor(actor, found) and found.state == TherapyState.DRAFT,
        "may_retire": _is_sponsor(actor, found) and found.state == TherapyState.APPROVED,
        "may_qualify": is_ours and actor.may(OrderPermission.QUALIFY_SITE),
        "qualified": SiteState.QUALIFIED,
        "crumbs": [_list()],
    }
    return render(request, "orders/therapy.html", context)


def _is_sponsor(actor: Actor, found: Therapy) -> bool:
    return actor.organisation_id == found.sponsor_id and actor.may(OrderPermission.APPROVE_THERAPY)


def describe(request: HttpRequest) -> HttpResponse:
    """Describe a therapy; a code that is known gets another revision."""
    form, actor = TherapyForm.of(request), actor_of(request)
    recipes = approved_versions().select_related("recipe").order_by("recipe__mbr")
    form.fields["recipe"].choices = [(each.sha256, f"{each.recipe.mbr} {each.number}") for each in recipes]  # type: ignore[attr-defined]

    def act() -> Outcome:
        sent = form.cleaned_data
        assert actor.organisation_id is not None, "a member acts within an organisation"
        made = orders.describe_therapy(
            actor=actor,
            organisation_id=actor.organisation_id,
            sponsor_id=find_party(sent["sponsor"], MAKERS_AND_SPONSORS, field="sponsor"),
            countries=[form.rule()],
            distances=form.distances(),
            **{name: sent[name] for name in ("code", "recipe", "starting_material", "name_zh", "name_en", "facility")},
        )
        return {"id": str(made.id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, reverse("therapy", args=[outcome["id"]]), _("Recorded."))
    lead = _("The sponsor approves it before hospitals can order. Rules of further countries are sent by program.")
    title = _("Describe a therapy")
    return show_page(
        request, form, FormPage(title=title, submit=title, back=reverse("therapies"), lead=lead, crumbs=(_list(),))
    )


def approve(request: HttpRequest, therapy_id: UUID) -> HttpResponse:
    """The sponsor approves what the maker described."""
    found = orders.therapy(therapy_id)
    form = ActForm.of(request)

    def act() -> Outcome:
        orders.approve_therapy(actor=actor_of(request), therapy_id=therapy_id)
        return {}

    return _act(request, found, form, act, _("Approve the therapy"))


def retire(request: HttpRequest, therapy_id: UUID) -> HttpResponse:
    """The sponsor takes it off the list."""
    found = orders.therapy(therapy_id)
    form = ReasonForm.of(request)

    def act() -> Outcome:
        orders.retire_therapy(actor=actor_of(request), therapy_id=therapy_id, **form.cleaned_data)
        return {}

    return _act(request, found, form, act, _("Retire the therapy"))


def qualify(request: HttpRequest, therapy_id: UUID) -> HttpResponse:
    """Put a hospital on the list."""
    found = orders.therapy(therapy_id)
    form = SiteForm.of(request)

    def act() -> Outcome:
        sent = form.cleaned_data
        orders.qualify_site(
            actor=actor_of(request),
            therapy_id=therapy_id,
            hospital_id=find_party(sent["hospital"], HOSPITALS, field="hospital"),
            assessment=sent["assessment"],
            valid_until=sent["valid_until"],
            reason=sent["reason"],
        )
        return {}

    return _act(request, found, form, act, _("Qualify a hospital"))


def withdraw(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Take a hospital off the list."""
    site = orders.CollectionSite.objects.get(id=site_id)
    found = orders.therapy(site.therapy_id)
    form = ReasonForm.of(request)

    def act() -> Outcome:
        orders.withdraw_site(actor=actor_of(request), site_id=site_id, **form.cleaned_data)
        return {}

    return _act(request, found, form, act, _("Withdraw the hospital"))


def _act(request: HttpRequest, found: Therapy, form: ActForm, act: object, title: str) -> HttpResponse:
    back = reverse("therapy", args=[found.id])
    if perform(request, form, act) is not None:  # type: ignore[arg-type]
        return done(request, back, _("Recorded."))
    crumbs = (_list(), {"href": back, "label": found.code})
    return show_page(request, form, FormPage(title=title, submit=title, back=back, kicker=found.code, crumbs=crumbs))


def _list() -> dict[str, object]:
    return {"href": reverse("therapies"), "label": _("Therapies")}
