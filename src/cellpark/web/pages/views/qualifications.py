"""Granting and withdrawing qualifications."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.identity import public as identity
from cellpark.web.pages.acts import FormPage, Present, done, perform, show_page
from cellpark.web.pages.forms.people import QualificationForm
from cellpark.web.pages.forms.reasons import ReasonForm
from cellpark.web.pages.views.memberships import chosen_organisation, organisation_choice
from cellpark.web.pages.views.people_acts import crumbs


def grant(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A person was found fit for something until a day (T2)."""
    found, where = identity.colleague(person_id).person, chosen_organisation(request)
    form = QualificationForm.of(request)

    def act() -> Outcome:
        sent = form.cleaned_data
        identity.grant_qualification(
            actor=actor_of(request),
            organisation_id=where.id,
            person_id=person_id,
            subject=sent["subject"],
            title_zh=sent["title_zh"],
            title_en=sent["title_en"],
            valid_from=sent["valid_from"],
            valid_until=sent["valid_until"],
            reason=sent["reason"],
        )
        return {}

    back = reverse("person", args=[person_id])
    if perform(request, form, act) is not None:
        return done(request, back, _("The qualification of %(name)s is recorded.") % {"name": found.name})
    page = FormPage(
        title=_("Grant a qualification"),
        submit=_("Grant"),
        back=back,
        kicker=found.name,
        lead=_("Found fit by %(organisation)s. Name the evidence, such as the training record, in the reason.")
        % {"organisation": where.name},
        crumbs=crumbs(found),
    )
    more = organisation_choice(request, where)
    return show_page(request, form, page, template="people/role_form.html", **more)


def withdraw(request: HttpRequest, qualification_id: UUID) -> HttpResponse:
    """A qualification no longer stands."""
    found = identity.qualification(qualification_id)
    form = ReasonForm.of(request, version=found.version)

    def act() -> Outcome:
        identity.withdraw_qualification(
            actor=actor_of(request),
            qualification_id=qualification_id,
            reason=form.cleaned_data["reason"],
            seen_version=form.seen_version,
        )
        return {}

    def present() -> Present:
        return Present(identity.qualification(qualification_id).version, {})

    back = reverse("person", args=[found.person_id])
    if perform(request, form, act, present=present) is not None:
        return done(request, back, _("The qualification is withdrawn."))
    page = FormPage(
        title=_("Withdraw a qualification"),
        submit=_("Withdraw"),
        back=back,
        kicker=f"{found.person.name} · {found.title}",
        danger=_("From now on the person counts as not qualified for this subject. It can be granted anew."),
        crumbs=crumbs(found.person),
    )
    return show_page(request, form, page)
