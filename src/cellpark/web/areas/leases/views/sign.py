"""Signing a lease or an amendment: what is signed in full, then the second factor."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import explain
from cellpark.identity.public import PreparedSignature, Role, factors_of, passkey_options, prepared_signature
from cellpark.kernel.problem import Refused
from cellpark.leases import public as leases
from cellpark.leases.public import PURPOSE, Lease, VersionState
from cellpark.web.areas.leases.forms import WhyForm
from cellpark.web.areas.leases.giving_way import giving_way
from cellpark.web.areas.leases.reading import bill_rows, priced
from cellpark.web.areas.leases.views.common import form_page
from cellpark.web.pages.acts import done, perform, show_page
from cellpark.web.pages.views.signing import proof_of
from cellpark.web.pages.words import ROLES

BILLS_SIGNED = 4


def begin(request: HttpRequest, lease_id: UUID) -> HttpResponse:
    """Why somebody signs; then the lease in full."""
    row, form = leases.lease(lease_id), WhyForm.of(request)

    def act() -> Outcome:
        made = leases.prepare_lease_signature(
            actor=actor_of(request),
            lease_id=lease_id,
            why=form.cleaned_data["why"],
            view=render_to_string("leases/signed.html", signed_context(row)),
            back=reverse("lease", args=[lease_id]),
        )
        return {"id": str(made.id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(
            request, reverse("lease_sign", args=[row.id, outcome["id"]]), _("Read what you sign, then sign it.")
        )
    lead = _("You see the lease in full before you sign. It is agreed with the signature of the other side.")
    page = form_page(lease_id, title=_("Sign the lease"), submit=_("Sign the lease"), lead=lead)
    gives = giving_way(row, actor_of(request))
    return show_page(request, form, page, template="leases/agreeing.html", giving_way=gives)


def signed_context(row: Lease) -> dict[str, object]:
    """The lease as it is signed: sides, days, rooms, every term, the first bills, the lease file."""
    versions = leases.versions_of(row)
    version = next((each for each in versions if each.state == VersionState.APPROVED), versions[-1])
    said = leases.rent_lease(row, with_pending=True)
    names = leases.names_of([row.tenant_id, row.organisation_id])
    return {
        "row": row,
        "version": version,
        "park": names.get(row.organisation_id, ""),
        "tenant": names.get(row.tenant_id, ""),
        "terms": [priced(term, said.index) for term in said.terms],
        "bills": bill_rows(leases.preview(said)[:BILLS_SIGNED]),
        "cycle": said.cycle,
    }


@sensitive_post_parameters("password", "code")
def sign(request: HttpRequest, lease_id: UUID, prepared_id: UUID) -> HttpResponse:
    """The moment itself. A refusal shows the same page again, with the reason."""
    actor = actor_of(request)
    row = leases.lease(lease_id)
    prepared = prepared_signature(actor=actor, prepared_id=prepared_id)
    if prepared.subject != str(row.id) or prepared.purpose != PURPOSE:
        raise PreparedSignature.DoesNotExist
    problems = []
    if request.method == "POST":
        try:
            leases.sign_lease(actor=actor, lease_id=lease_id, prepared_id=prepared_id, proof=proof_of(request))
        except Refused as refusal:
            problems = [explain(problem) for problem in refusal.problems]
        else:
            messages.success(request, _("Signed. The signature and its proof are kept in the ledger."))
            return HttpResponseRedirect(reverse("lease", args=[lease_id]))
    factors = factors_of(prepared.person)
    context = {
        "prepared": prepared,
        "said": prepared.said,
        "title": row.number,
        "digest": prepared.said.view_sha256,
        "zone": prepared.said.zone,
        "signer": prepared.person.name,
        "role": ROLES[Role(prepared.role)],
        "factors": factors,
        "options": passkey_options(prepared, factors),
        "problems": problems,
    }
    return render(request, "signing/signing.html", context, status=422 if problems else 200)
