"""Erasing who speaks for a company: asked for by the applicant or the park, confirmed by somebody else."""

from uuid import UUID

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.base.scope import Scope, use_scope
from cellpark.companies import public as companies
from cellpark.companies.public import CompanyPermission
from cellpark.identity.public import names_of_people
from cellpark.kernel.problem import Problem
from cellpark.web.areas.companies.views.common import crumbs
from cellpark.web.pages.acts import FormPage, done, perform, show, show_page
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.reasons import ErasureForm
from cellpark.web.pages.offers import offer

SALT = "cellpark.companies.applicant"
"""The applicant's own link has no end: the right to be erased lasts as long as the data."""


def contact(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """The first of two people asks; to everybody else who looks after companies the same page confirms."""
    row, shown = companies.contact(contact_id)
    actor, asked = actor_of(request), shown.waiting
    own = asked is not None and asked.requested_by == actor.person_id
    form = ErasureForm.of(request) if asked is None else ActForm.of(request)

    def act() -> Outcome:
        if asked is None:
            companies.ask_contact_erasure(actor=actor, contact_id=row.id, reason=form.cleaned_data["reason"])
        else:
            companies.confirm_contact_erasure(actor=actor, contact_id=row.id, request_id=asked.id)
        return {}

    back = reverse("company", args=[row.company_id])
    if perform(request, form, act) is not None:
        told = _("The erasure is asked for. Somebody else confirms it; until then nothing changes.")
        return done(request, back, told if asked is None else _("Erased: nobody can read who this contact was."))
    page = FormPage(
        title=_("Erase a contact"),
        submit=_("Ask for the erasure") if asked is None else _("Erase for good"),
        back=back,
        kicker=row.company.name,
        lead=_("Name the ground and never the person: the reason stays in the ledger for good.") if not asked else "",
        danger=_(
            "After the confirmation nobody can read name, e-mail and telephone, nor the texts and the file of their "
            "application. Backups hold the key until they expire."
        ),
        crumbs=crumbs(row.company),
    )
    shut = Problem("ledger.erasure.same_person") if own else None
    return show_page(
        request,
        form,
        page,
        template="companies/contact_erase.html",
        contact=shown,
        by_link=asked is not None and asked.requested_by == row.id,
        asked_by=names_of_people([asked.requested_by]).get(asked.requested_by, "") if asked else "",
        way=offer(actor, CompanyPermission.KEEP, page.submit, "", unless=shut),
    )


def own_address(house: str, reference: str) -> str:
    """The secret address that the applicant keeps; it says whom they applied to."""
    return reverse("apply_own", args=[signing.dumps([house, reference], salt=SALT)])


@never_cache
def own(request: HttpRequest, token: str) -> HttpResponse:
    """What the park holds of whoever applied, and how to have it erased; the page itself shows nothing of it."""
    try:
        house, reference = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    found = companies.contact_of_application(UUID(house), reference)
    if found is None:
        raise Http404
    row, held = found
    form = ActForm.of(request)

    def act() -> Outcome:
        companies.ask_own_erasure(house=row.organisation_id, reference=reference)
        return {}

    with use_scope(Scope(frozenset({row.organisation_id}))):
        outcome = perform(request, form, act, actor=Actor.system("applications"))
    if outcome is not None:
        return done(request, request.path, _("The park office is asked to erase what you sent."))
    context = {"row": row, "held": held, "days": companies.ERASED_WITHIN_DAYS}
    return show(request, "companies/apply_own.html", form, context)
