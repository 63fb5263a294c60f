"""Registering, renaming and closing an organisation."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.identity.public import (
    Organisation,
    OrganisationKind,
    close_organisation,
    organisation,
    register_organisation,
    rename_organisation,
)
from cellpark.web.pages.acts import FormPage, Present, done, perform, show_page
from cellpark.web.pages.forms.organisations import RegisterForm, RenameForm
from cellpark.web.pages.forms.reasons import ReasonForm


def register(request: HttpRequest) -> HttpResponse:
    """A new organisation takes part."""
    actor, form = actor_of(request), RegisterForm.of(request)

    def act() -> Outcome:
        sent = form.cleaned_data
        made = register_organisation(
            actor=actor,
            kind=OrganisationKind(sent["kind"]),
            name_zh=sent["name_zh"],
            name_en=sent["name_en"],
            credit_code=sent["credit_code"],
        )
        return {"organisation": str(made.id), "name": made.name}

    outcome = perform(request, form, act)
    if outcome is not None:
        toast = _("%(name)s is registered.") % outcome
        visible = actor.scope.covers(UUID(str(outcome["organisation"])))
        to = reverse("organisation", args=[outcome["organisation"]]) if visible else reverse("organisations")
        return done(request, to, toast)
    page = FormPage(
        title=_("Register an organisation"),
        submit=_("Register"),
        back=reverse("organisations"),
        lead=_("From then on people can be invited into it. Registering is recorded in the ledger under your name."),
        crumbs=(_crumb(),),
    )
    return show_page(request, form, page)


def rename(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """Other names; the former ones stay in the ledger."""
    found = organisation(organisation_id)
    names = {"name_zh": found.name_zh, "name_en": found.name_en}
    form = RenameForm.of(request, initial=names, version=found.version)

    def act() -> Outcome:
        sent = form.cleaned_data
        renamed = rename_organisation(
            actor=actor_of(request),
            organisation_id=organisation_id,
            name_zh=sent["name_zh"],
            name_en=sent["name_en"],
            reason=sent["reason"],
            seen_version=form.seen_version,
        )
        return {"name": renamed.name}

    def present() -> Present:
        now = organisation(organisation_id)
        return Present(now.version, {"name_zh": now.name_zh, "name_en": now.name_en})

    outcome = perform(request, form, act, present=present)
    page_of_it = reverse("organisation", args=[organisation_id])
    if outcome is not None:
        return done(request, page_of_it, _("The organisation is now called %(name)s.") % outcome)
    page = FormPage(
        title=_("Rename the organisation"),
        submit=_("Rename"),
        back=page_of_it,
        kicker=found.name,
        lead=_("Give a Chinese name, an English name, or both. The former names stay readable in the history."),
        crumbs=(_crumb(), {"href": page_of_it, "label": found.name}),
    )
    return show_page(request, form, page)


def close(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """An organisation's part ends."""
    found = organisation(organisation_id)
    form = ReasonForm.of(request, version=found.version)

    def act() -> Outcome:
        closed: Organisation = close_organisation(
            actor=actor_of(request),
            organisation_id=organisation_id,
            reason=form.cleaned_data["reason"],
            seen_version=form.seen_version,
        )
        return {"name": closed.name}

    def present() -> Present:
        return Present(organisation(organisation_id).version, {})

    outcome = perform(request, form, act, present=present)
    page_of_it = reverse("organisation", args=[organisation_id])
    if outcome is not None:
        return done(request, page_of_it, _("%(name)s is closed.") % outcome)
    page = FormPage(
        title=_("Close the organisation"),
        submit=_("Close it"),
        back=page_of_it,
        kicker=found.name,
        danger=_("Its people can no longer act for it, and it cannot be opened again. All its records stay."),
        crumbs=(_crumb(), {"href": page_of_it, "label": found.name}),
    )
    return show_page(request, form, page)


def _crumb() -> dict[str, object]:
    return {"href": reverse("organisations"), "label": _("Organisations")}
