"""Granting and ending roles."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.identity import public as identity
from cellpark.identity.public import Duty, Organisation, OrganisationKind, Role, fitting_roles
from cellpark.kernel.problem import Problem, Refused
from cellpark.web.pages.acts import FormPage, Present, done, perform, show_page
from cellpark.web.pages.forms.people import AddForm, EndRoleForm, RoleForm
from cellpark.web.pages.views.people_acts import crumbs
from cellpark.web.pages.words import role_names


def chosen_organisation(request: HttpRequest) -> Organisation:
    """The organisation that the address names, or the one acted for. Raises ``DoesNotExist`` outside the scope."""
    actor = actor_of(request)
    text = request.GET.get("organisation", "")
    try:
        wanted = UUID(text) if text else actor.organisation_id
    except ValueError as error:
        raise Organisation.DoesNotExist from error
    if wanted is None:
        raise Organisation.DoesNotExist
    return identity.organisation(wanted)


def organisation_choice(request: HttpRequest, chosen: Organisation) -> dict[str, object]:
    """The switch above a form for those who may act for several organisations."""
    if not actor_of(request).scope.everything:
        return {"organisation": chosen, "organisations": []}
    return {"organisation": chosen, "organisations": identity.open_organisations().order_by("name_en", "id")[:500]}


def grant(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A person receives a role."""
    found, where = identity.colleague(person_id).person, chosen_organisation(request)
    roles = fitting_roles(OrganisationKind(where.kind), Duty(found.duty))
    form = RoleForm.of(request, roles=roles)

    def act() -> Outcome:
        give(request, form, where, found.id)
        return {"role": form.cleaned_data["role"]}

    outcome = perform(request, form, act)
    back = reverse("person", args=[person_id])
    if outcome is not None:
        return done(request, back, _("%(name)s holds the role now.") % {"name": found.name})
    page = FormPage(
        title=_("Grant a role"),
        submit=_("Grant"),
        back=back,
        kicker=found.name,
        lead=_("In %(organisation)s. Only roles that fit the organisation and this person’s side are offered.")
        % {"organisation": where.name},
        crumbs=crumbs(found),
    )
    more = organisation_choice(request, where)
    return show_page(request, form, page, template="people/role_form.html", **more)


def give(request: HttpRequest, form: RoleForm, where: Organisation, person_id: UUID) -> None:
    """The grant itself, with what the form says."""
    sent = form.cleaned_data
    identity.grant_membership(
        actor=actor_of(request),
        organisation_id=where.id,
        person_id=person_id,
        role=Role(sent["role"]),
        starts_on=sent["starts_on"],
        ends_on=sent["ends_on"],
        reason=sent["reason"],
    )


def add(request: HttpRequest) -> HttpResponse:
    """Somebody who has an account elsewhere receives a role here."""
    where = chosen_organisation(request)
    roles = [role for duty in Duty for role in fitting_roles(OrganisationKind(where.kind), duty)]
    form = AddForm.of(request, roles=roles)

    def act() -> Outcome:
        found = identity.person_by_email(form.cleaned_data["email"])
        if found is None:
            raise Refused(Problem("pages.person.unknown", field="email"))
        give(request, form, where, found.id)
        return {"person": str(found.id), "name": found.name}

    outcome = perform(request, form, act)
    if outcome is not None:
        to = reverse("person", args=[outcome["person"]])
        return done(request, to, _("%(name)s holds the role now.") % outcome)
    page = FormPage(
        title=_("Give a role to somebody with an account"),
        submit=_("Grant"),
        back=reverse("people"),
        kicker=where.name,
        lead=_("For people who already sign in here for another organisation. Everybody else is invited."),
        crumbs=({"href": reverse("people"), "label": _("People")},),
    )
    more = organisation_choice(request, where)
    return show_page(request, form, page, template="people/role_form.html", **more)


def end(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """A person's role ends."""
    found = identity.membership(membership_id)
    form = EndRoleForm.of(request, version=found.version)

    def act() -> Outcome:
        sent = form.cleaned_data
        identity.end_membership(
            actor=actor_of(request),
            membership_id=membership_id,
            ends_on=sent["ends_on"],
            reason=sent["reason"],
            seen_version=form.seen_version,
        )
        return {}

    def present() -> Present:
        return Present(identity.membership(membership_id).version, {})

    back = reverse("person", args=[found.person_id])
    if perform(request, form, act, present=present) is not None:
        return done(request, back, _("The end of the role is recorded."))
    page = FormPage(
        title=_("End a role"),
        submit=_("End the role"),
        back=back,
        kicker=f"{found.person.name} · {role_names([Role(found.role)])} · {found.organisation.name}",
        danger=_("From that day on the person lacks the rights of this role. It can be granted anew."),
        crumbs=crumbs(found.person),
    )
    return show_page(request, form, page)
