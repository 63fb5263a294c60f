"""Inviting a person, and the page behind the invitation's link."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from cellpark.access.public import actor_of, invited_person
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import explain
from cellpark.identity.public import (
    Duty,
    OrganisationKind,
    Person,
    PersonState,
    activate_person,
    colleague,
    fitting_roles,
    invite_person,
    refuse_foreign_account,
)
from cellpark.kernel.problem import Problem
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.forms.people import InviteForm
from cellpark.web.pages.forms.profile import ChoosePasswordForm
from cellpark.web.pages.invitations import send_invitation
from cellpark.web.pages.views.memberships import chosen_organisation, give, organisation_choice


def invite(request: HttpRequest) -> HttpResponse:
    """A new account with its first role; the letter goes out once both are recorded."""
    where = chosen_organisation(request)
    fitting = {duty: fitting_roles(OrganisationKind(where.kind), duty) for duty in Duty}
    roles = [role for found in fitting.values() for role in found]
    form = InviteForm.of(request, roles=roles, duties=[duty for duty, found in fitting.items() if found])

    def act() -> Outcome:
        sent = form.cleaned_data
        made = invite_person(
            actor=actor_of(request),
            email=sent["email"],
            name_zh=sent["name_zh"],
            name_en=sent["name_en"],
            duty=Duty(sent["duty"]),
        )
        give(request, form, where, made.id)
        transaction.on_commit(lambda: _send(request, made))
        return {"person": str(made.id), "name": made.name}

    outcome = perform(request, form, act)
    if outcome is not None:
        to = reverse("person", args=[outcome["person"]])
        return done(request, to, _("%(name)s is invited. The link stands on this page, too.") % outcome)
    page = FormPage(
        title=_("Invite somebody"),
        submit=_("Invite"),
        back=reverse("people"),
        kicker=where.name,
        lead=_("They get a letter with a link that works once, choose a password, and start with the role you give."),
        crumbs=({"href": reverse("people"), "label": _("People")},),
    )
    more = organisation_choice(request, where)
    return show_page(request, form, page, template="people/role_form.html", **more)


@require_POST
def send_again(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The letter once more, to somebody who has not chosen a password yet."""
    found = colleague(person_id).person
    refuse_foreign_account(actor_of(request), found)
    to = reverse("person", args=[person_id])
    if found.state != PersonState.INVITED:
        return done(request, to, _("%(name)s has an account already.") % {"name": found.name})
    _send(request, found)
    return done(request, to, _("The letter is on its way to %(address)s.") % {"address": found.email})


@sensitive_post_parameters("password", "again")
def accept(request: HttpRequest, person_id: UUID, token: str) -> HttpResponse:
    """Whoever holds the link chooses a password; then the link is spent."""
    person = invited_person(person_id, token)
    if person is None:
        problems = [explain(Problem("pages.invitation.spent"))]
        return render(request, "people/invitation_spent.html", {"problems": problems}, status=410)
    form = ChoosePasswordForm.of(request)
    owner = Actor(person_id=person.id, organisation_id=None)

    def act() -> Outcome:
        activate_person(actor=owner, person_id=person.id, password=form.cleaned_data["password"])
        return {}

    if _password_fits(form, person) and perform(request, form, act, actor=owner) is not None:
        return done(request, reverse("account_login"), _("Your account is open. Sign in with your new password."))
    context = {"form": form, "person": person, "rules": password_validators_help_texts()}
    return render(request, "people/accept.html", context, status=form.status)


def _password_fits(form: ChoosePasswordForm, person: Person) -> bool:
    if not form.is_bound or not form.is_valid():
        return False
    if form.cleaned_data["password"] != form.cleaned_data["again"]:
        form.tell([Problem("pages.password.differs", field="again")])
        return False
    try:
        validate_password(form.cleaned_data["password"], user=person)
    except ValidationError as error:
        form.add_error("password", error)
        return False
    return True


def _send(request: HttpRequest, person: Person) -> None:
    if not send_invitation(person):
        messages.warning(request, _("The mail server did not take the letter. Hand the link over yourself."))
