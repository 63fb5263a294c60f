"""Signing an order as its physician, accepting it as its maker, and cosigning a batch record as its sponsor."""

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
from cellpark.orders import public as orders
from cellpark.orders.public import ACCEPT, COSIGN, SUBMIT, TreatmentOrder
from cellpark.release.public import prepare_review
from cellpark.web.areas.orders.forms import SignForm
from cellpark.web.areas.orders.views.order import seen
from cellpark.web.pages.acts import FormPage, done, perform, show_page
from cellpark.web.pages.views.signing import proof_of
from cellpark.web.pages.words import ROLES

ACTS = {SUBMIT: orders.submit_order, ACCEPT: orders.accept_order, COSIGN: orders.cosign}


def submit(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The physician sees the order in full before the second factor."""
    found = seen(request, order_id)
    form = SignForm.of(request)
    back = reverse("order", args=[order_id])

    def act() -> Outcome:
        made = orders.prepare_order_signature(
            actor=actor_of(request),
            order_id=order_id,
            why=form.cleaned_data["why"],
            view=render_to_string("orders/signed_order.html", {"order": found}),
            back=back,
        )
        return {"id": str(made.id)}

    lead = _("You answer for the indication, the eligibility and the consent behind the references of this order.")
    return _begin(request, found, form, act, _("Sign the order"), lead)


def accept(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The maker sees the order in full before the second factor; with the signature the chain of identity is issued."""
    found = seen(request, order_id)
    form = SignForm.of(request)

    def act() -> Outcome:
        made = orders.prepare_acceptance(
            actor=actor_of(request),
            order_id=order_id,
            why=form.cleaned_data["why"],
            view=render_to_string("orders/signed_order.html", {"order": found}),
            back=reverse("order", args=[order_id]),
        )
        return {"id": str(made.id)}

    lead = _("With your signature the chain of identity is issued, before the collection; it never changes.")
    return _begin(request, found, form, act, _("Accept the order"), lead)


def cosign(request: HttpRequest, order_id: UUID) -> HttpResponse:
    """The sponsor signs the batch record as it was read in the glass room, which is where the form stands."""
    found = seen(request, order_id)
    room = reverse("glass_room", args=[order_id])
    if request.method != "POST":
        return HttpResponseRedirect(room)
    form = SignForm.of(request)

    def act() -> Outcome:
        made = prepare_review(
            actor=actor_of(request),
            order_id=order_id,
            entries=form.seen_version or 0,
            why=form.cleaned_data["why"],
            back=room,
        )
        return {"id": str(made.id)}

    lead = _(
        "Your signature binds the record, its exceptions, results and investigations exactly as this page shows them."
    )
    return _begin(request, found, form, act, _("Cosign the record"), lead, back=room)


def _begin(
    request: HttpRequest, found: TreatmentOrder, form: SignForm, act: object, title: str, lead: str, *, back: str = ""
) -> HttpResponse:
    outcome = perform(request, form, act)  # type: ignore[arg-type]
    if outcome is not None:
        to = reverse("order_sign", args=[found.id, outcome["id"]])
        return done(request, to, _("Read what you sign, then sign it."))
    order = reverse("order", args=[found.id])
    crumbs = ({"href": reverse("orders"), "label": _("Treatment orders")}, {"href": order, "label": found.number})
    back = back or order
    return show_page(
        request, form, FormPage(title=title, submit=title, back=back, kicker=found.number, lead=lead, crumbs=crumbs)
    )


@sensitive_post_parameters("password", "code")
def sign(request: HttpRequest, order_id: UUID, prepared_id: UUID) -> HttpResponse:
    """The moment itself. A refusal shows the same page again, with the reason."""
    actor = actor_of(request)
    found = seen(request, order_id)
    prepared = prepared_signature(actor=actor, prepared_id=prepared_id)
    if prepared.subject != str(found.id) or prepared.purpose not in ACTS:
        raise PreparedSignature.DoesNotExist
    act = ACTS[prepared.purpose]
    problems = []
    if request.method == "POST":
        try:
            act(actor=actor, order_id=order_id, prepared_id=prepared_id, proof=proof_of(request))
        except Refused as refusal:
            problems = [explain(problem) for problem in refusal.problems]
        else:
            messages.success(request, _("Signed. The signature and its proof are kept in the ledger."))
            return HttpResponseRedirect(reverse("order", args=[order_id]))
    factors = factors_of(prepared.person)
    context = {
        "prepared": prepared,
        "said": prepared.said,
        "title": found.number,
        "digest": prepared.said.view_sha256,
        "zone": prepared.said.zone,
        "signer": prepared.person.name,
        "role": ROLES[Role(prepared.role)],
        "factors": factors,
        "options": passkey_options(prepared, factors),
        "problems": problems,
    }
    return render(request, "signing/signing.html", context, status=422 if problems else 200)
