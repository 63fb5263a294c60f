"""Suspending and restoring an account."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.identity.public import Person, colleague, restore_person, suspend_person
from cellpark.web.pages.acts import FormPage, Present, done, perform, show_page
from cellpark.web.pages.forms.reasons import ReasonForm


def suspend(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The person cannot sign in until restored."""
    found = colleague(person_id).person
    page = FormPage(
        title=_("Suspend the account"),
        submit=_("Suspend"),
        back=reverse("person", args=[person_id]),
        kicker=found.name,
        danger=_("The person is signed out at the next click and cannot sign in. Roles and records stay as they are."),
        crumbs=crumbs(found),
    )
    return _change(request, found, suspend_person, page, _("The account is suspended."))


def restore(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The person can sign in again."""
    found = colleague(person_id).person
    page = FormPage(
        title=_("Restore the account"),
        submit=_("Restore"),
        back=reverse("person", args=[person_id]),
        kicker=found.name,
        lead=_("The person can sign in again, with the roles that still run."),
        crumbs=crumbs(found),
    )
    return _change(request, found, restore_person, page, _("The account is open again."))


def crumbs(person: Person) -> tuple[dict[str, object], ...]:
    """Where a person's acts are."""
    return (
        {"href": reverse("people"), "label": _("People")},
        {"href": reverse("person", args=[person.id]), "label": person.name},
    )


def _change(
    request: HttpRequest, found: Person, action: Callable[..., Person], page: FormPage, toast: str
) -> HttpResponse:
    form = ReasonForm.of(request, version=found.version)

    def act() -> Outcome:
        reason = form.cleaned_data["reason"]
        action(actor=actor_of(request), person_id=found.id, reason=reason, seen_version=form.seen_version)
        return {}

    def present() -> Present:
        return Present(colleague(found.id).person.version, {})

    if perform(request, form, act, present=present) is not None:
        return done(request, page.back, toast)
    return show_page(request, form, page)
