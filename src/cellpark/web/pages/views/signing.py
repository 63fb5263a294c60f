"""Signing as a moment of its own: what is signed, its meaning, then the proof that it is you (P11-8a, A11-2f)."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from cellpark.access.public import actor_of
from cellpark.base.messages import explain
from cellpark.identity.public import (
    CodeAndPassword,
    IdentityPermission,
    Meaning,
    PreparedSignature,
    Role,
    complete_signature,
    factors_of,
    passkey_options,
    prepare_signature,
    prepared_signature,
)
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import Event, envelope, event_at, events_of
from cellpark.web.pages.event_values import fields_of, sentence
from cellpark.web.pages.event_words import title_of
from cellpark.web.pages.ledger_names import mentioned, names_for
from cellpark.web.pages.signature_words import signature_row, view_of
from cellpark.web.pages.signing_form import SigningForm
from cellpark.web.pages.words import ROLES

Made = TypeVar("Made")
Proof = CodeAndPassword | Mapping[str, Any]
EVENTS_SHOWN_MAX = 500
ASSERTION_MAX = 20_000


@require_POST
def sign_stream(request: HttpRequest) -> HttpResponse:
    """Prepare a signature over one record as it stands, and show what will be signed."""
    actor = actor_of(request)
    actor.require(IdentityPermission.MAKE_SIGNATURE)
    form = SigningForm(request.POST, actor=actor)
    if not form.is_valid():
        raise Refused(*(Problem("base.required", field=field) for field in form.errors))
    stream = form.cleaned_data["stream"]
    view, version = stream_view(stream)
    prepared = prepare_signature(
        actor=actor,
        seen={stream: version},
        role=form.cleaned_data["role"],
        meaning=Meaning(form.cleaned_data["meaning"]),
        why=form.cleaned_data["why"],
        view=view,
        purpose="stream",
        subject=stream,
        back=reverse("ledger-stream", args=[stream]),
    )
    return HttpResponseRedirect(reverse("signing", args=[prepared.id]))


def stream_view(stream: str) -> tuple[str, int]:
    """A record as it is shown for signing, and its version: every event in words and with all its data.

    Of a record longer than ``EVENTS_SHOWN_MAX`` the newest are shown; the hash of the head stands for all of them.
    """
    rows = list(events_of(stream).order_by("-version")[:EVENTS_SHOWN_MAX])[::-1]
    if not rows:
        raise Event.DoesNotExist
    read = [(row, envelope(row)) for row in rows]
    names = names_for(each for row, said in read for each in (row.actor, row.organisation, *mentioned(said["data"])))
    entries = [
        {
            "event": row,
            "title": title_of(row.type),
            "sentence": sentence(row.type, said["data"], row.actor, names),
            "fields": fields_of(said["data"], names),
            "reason": said["reason"],
            "who": names.actor(row.actor),
        }
        for row, said in read
    ]
    context = {"stream": stream, "entries": entries, "head": rows[-1], "hash": bytes(rows[-1].hash).hex()}
    return render_to_string("signing/views/stream.html", context), rows[-1].version


@sensitive_post_parameters("password", "code")
def signing(request: HttpRequest, prepared_id: UUID) -> HttpResponse:
    """The moment itself. A refusal shows the same page again, with the reason."""
    return ceremony(request, prepared_id, lambda signature_id: reverse("signature", args=[signature_id]))


def ceremony(request: HttpRequest, prepared_id: UUID, then: Callable[[UUID], str]) -> HttpResponse:
    """The moment for a page of its own: ``then`` does what the signature is for and says where to go on."""
    actor = actor_of(request)
    prepared = prepared_signature(actor=actor, prepared_id=prepared_id)

    def sign(proof: Proof) -> UUID:
        return complete_signature(actor=actor, prepared_id=prepared_id, proof=proof)

    return moment(request, prepared, sign, then)


def moment(
    request: HttpRequest,
    prepared: PreparedSignature,
    sign: Callable[[Proof], Made],
    then: Callable[[Made], str],
    *,
    title: str = "",
) -> HttpResponse:
    """What is signed, and the proof. A refusal of ``sign`` shows the page again; ``then`` says where to go on."""
    problems = []
    if request.method == "POST":
        try:
            made = sign(proof_of(request))
        except Refused as refusal:
            problems = [explain(problem) for problem in refusal.problems]
        else:
            messages.success(request, _("Signed. The signature and its proof are kept in the ledger."))
            return HttpResponseRedirect(then(made))
    factors = factors_of(prepared.person)
    context = {
        "prepared": prepared,
        "said": prepared.said,
        "title": title or prepared.subject,
        "digest": prepared.said.view_sha256,
        "zone": prepared.said.zone,
        "signer": prepared.person.name,
        "role": ROLES[Role(prepared.role)],
        "factors": factors,
        "options": passkey_options(prepared, factors),
        "problems": problems,
    }
    return render(request, "signing/signing.html", context, status=422 if problems else 200)


def proof_of(request: HttpRequest) -> Proof:
    """What the signer gave: a passkey's answer, or password and code."""
    written = request.POST.get("assertion", "")
    if not written:
        return CodeAndPassword(password=request.POST.get("password", ""), code=request.POST.get("code", "").strip())
    try:
        answer = json.loads(written) if len(written) <= ASSERTION_MAX else None
    except (ValueError, RecursionError):
        answer = None
    return answer if isinstance(answer, dict) else {}


def signature(request: HttpRequest, signature_id: UUID) -> HttpResponse:
    """A signature as it stays: who, when, in which role, meaning what, over what, and whether the evidence holds."""
    row = signature_row(signature_id)
    context = {
        "crumbs": [{"href": reverse("ledger"), "label": _("Ledger")}],
        "row": row,
        "view": view_of(row),
        "event": event_at(f"signature/{signature_id}", 1),
    }
    return render(request, "signing/signature.html", context)
