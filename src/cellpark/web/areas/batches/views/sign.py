"""Signing a step: its entries in full, the meaning in both languages, then the proof (P11-8a, T5)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from cellpark.access.public import actor_of
from cellpark.base.messages import explain
from cellpark.batches.public import batch, sign_step
from cellpark.identity.public import PreparedSignature, Role, factors_of, passkey_options, prepared_signature
from cellpark.kernel.problem import Refused
from cellpark.web.pages.views.signing import proof_of
from cellpark.web.pages.words import ROLES

PARTS = 3


@sensitive_post_parameters("password", "code")
def sign(request: HttpRequest, batch_id: UUID, prepared_id: UUID) -> HttpResponse:
    """The moment itself. A refusal shows the same page again, with the reason."""
    actor = actor_of(request)
    found = batch(batch_id)
    prepared = prepared_signature(actor=actor, prepared_id=prepared_id)
    parts = prepared.subject.rsplit(" ", 2)
    if len(parts) != PARTS or parts[0] != found.number:
        raise PreparedSignature.DoesNotExist
    problems = []
    if request.method == "POST":
        try:
            sign_step(
                actor=actor,
                batch_id=batch_id,
                step=parts[1],
                name=parts[2],
                prepared_id=prepared_id,
                proof=proof_of(request),
            )
        except Refused as refusal:
            problems = [explain(problem) for problem in refusal.problems]
        else:
            messages.success(request, _("Signed. The signature and its proof are kept in the ledger."))
            return HttpResponseRedirect(reverse("batch_work", args=[batch_id]))
    factors = factors_of(prepared.person)
    context = {
        "prepared": prepared,
        "said": prepared.said,
        "title": prepared.subject,
        "digest": prepared.said.view_sha256,
        "zone": prepared.said.zone,
        "signer": prepared.person.name,
        "role": ROLES[Role(prepared.role)],
        "factors": factors,
        "options": passkey_options(prepared, factors),
        "problems": problems,
    }
    return render(request, "signing/signing.html", context, status=422 if problems else 200)
