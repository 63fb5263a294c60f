"""Signed decisions: what is signed in full and in both languages, then the second factor (CN-1g, A11-1f, P11-8a)."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from cellpark.access.public import actor_of
from cellpark.batches import public as batches
from cellpark.identity.public import PreparedSignature, prepared_signature
from cellpark.kernel.problem import Refused
from cellpark.release import public as release
from cellpark.release.public import BatchDisposition, Decision, Stage
from cellpark.web.areas.release.forms import WhyForm
from cellpark.web.areas.release.shown import batch_crumbs, shown_lines
from cellpark.web.areas.release.words import DECISIONS
from cellpark.web.pages.acts import FormPage, show_page
from cellpark.web.pages.views.signing import Proof, moment

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ACTS: Mapping[Decision, Callable[..., BatchDisposition]] = {
    Decision.CERTIFY: release.certify,
    Decision.CERTIFY_STAGE_ONE: release.certify_stage_one,
    Decision.REJECT: release.reject,
    Decision.SUPPLY: release.supply_out_of_specification,
    Decision.LIFT: release.lift_quarantine,
}
DANGERS: Mapping[Decision, "StrOrPromise"] = {
    Decision.REJECT: gettext_lazy("A batch that is rejected is never released."),
    Decision.LIFT: gettext_lazy("It waits for a decision again; its containers stay on hold until each is judged."),
}


def begin(request: HttpRequest, batch_id: UUID, verb: str) -> HttpResponse:
    """Why; then the page to sign. A gap refuses here, with every reason (T13)."""
    if verb not in list(Decision):
        raise Http404
    actor, decision = actor_of(request), Decision(verb)
    found = batches.batch(batch_id)
    form = WhyForm.of(request)

    if request.method == "POST" and form.is_valid():
        try:
            # not once by key: a refusal is recorded after its transaction, and a second statement does no harm
            prepared = release.prepare_decision(
                actor=actor,
                batch_id=batch_id,
                decision=decision,
                why=form.cleaned_data["why"],
                view=signed_view(found, decision),
                back=reverse("release_batch", args=[batch_id]),
            )
        except Refused as refusal:
            form.tell(refusal.problems)
        else:
            return HttpResponseRedirect(reverse("release_sign", args=[batch_id, prepared.id]))
    page = FormPage(
        title=DECISIONS[decision],
        submit=_("Go on to the page to sign"),
        back=reverse("release_batch", args=[batch_id]),
        kicker=found.number,
        lead=_("The next page shows the whole checklist and asks for your second factor."),
        danger=DANGERS.get(decision, ""),
        crumbs=tuple(batch_crumbs(batch_id, found.number)),
    )
    return show_page(request, form, page)


def signed_view(found: batches.Batch, decision: Decision) -> str:
    """The decision and the checklist that it rests on, in both languages."""
    stage = Stage.ONE if decision is Decision.CERTIFY_STAGE_ONE else Stage.FULL
    lines = release.checklist(found.id, stage=stage)
    case = release.standing_supply(found.id) if decision is Decision.SUPPLY else None
    parts = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            context = {
                "batch": found,
                "language": language,
                "decision": DECISIONS[decision],
                "lines": shown_lines(lines),
                "case": case,
            }
            parts.append(render_to_string("release/signed.html", context))
    return "".join(parts)


@sensitive_post_parameters("password", "code")
def sign(request: HttpRequest, batch_id: UUID, prepared_id: UUID) -> HttpResponse:
    """The moment itself. A refusal shows the same page again, with the reason."""
    actor = actor_of(request)
    # another's statement is not there, whatever one may do with batches
    prepared = prepared_signature(actor=actor, prepared_id=prepared_id)
    found = batches.batch(batch_id)
    number, _space, verb = prepared.subject.rpartition(" ")
    if number != found.number or verb not in list(Decision):
        raise PreparedSignature.DoesNotExist
    decision = Decision(verb)

    def decided(proof: Proof) -> BatchDisposition:
        return ACTS[decision](actor=actor, batch_id=batch_id, prepared_id=prepared_id, proof=proof)

    title = f"{found.number} · {DECISIONS[decision]}"
    return moment(request, prepared, decided, lambda _file: reverse("release_batch", args=[batch_id]), title=title)
