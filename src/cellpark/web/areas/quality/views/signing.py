"""The two signatures under a specification, each a moment of its own (211-160a, P11-8a, P11-8b)."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.identity.public import Meaning, prepared_signature
from cellpark.kernel.problem import Refused
from cellpark.quality import public as quality
from cellpark.quality.public import QualityPermission, SpecificationState
from cellpark.web.areas.quality.forms import SignForm
from cellpark.web.areas.quality.standing import SIGNINGS, signing_problem
from cellpark.web.areas.quality.views.specifications import crumbs
from cellpark.web.pages.acts import FormPage, perform, show_page
from cellpark.web.pages.views.signing import ceremony

_ACTS = {Meaning.AUTHORED: quality.author_specification, Meaning.APPROVED: quality.approve_specification}


def begin(request: HttpRequest, specification_id: UUID) -> HttpResponse:
    """In which role and why; then the page to sign."""
    actor = actor_of(request)
    found = quality.specification(specification_id)
    actor.require(QualityPermission.SEE)
    here = reverse("specification", args=[specification_id])
    signing = SIGNINGS.get(SpecificationState(found.state))
    if signing is None:
        return HttpResponseRedirect(here)
    actor.require(signing.permission)
    form = SignForm.of(request, actor=actor)

    def act() -> Outcome:
        problem = signing_problem(actor, found)
        if problem is not None:
            raise Refused(problem)
        prepared = quality.prepare_specification_signature(
            actor=actor,
            specification=found,
            meaning=signing.meaning,
            role=form.cleaned_data["role"],
            why=form.cleaned_data["why"],
            view=render_to_string("quality/signed_view.html", {"found": found, "document": found.document}),
            back=here,
        )
        return {"id": str(prepared.id)}

    made = perform(request, form, act)
    if made is not None:
        return HttpResponseRedirect(reverse("specification_signing", args=[specification_id, made["id"]]))
    page = FormPage(
        title=signing.label,
        submit=_("Go on to the page to sign"),
        back=here,
        kicker=f"{found.product} {found.number} \u00b7 {found.title}",
        lead=_("The next page shows the whole text and asks for your second factor."),
        crumbs=crumbs((here, f"{found.product} {found.number}")),
    )
    return show_page(request, form, page)


@sensitive_post_parameters("password", "code")
def sign(request: HttpRequest, specification_id: UUID, prepared_id: UUID) -> HttpResponse:
    """The moment itself, and what the signature is for."""
    actor = actor_of(request)
    # another's statement is not there, whatever one may do with specifications
    prepared = prepared_signature(actor=actor, prepared_id=prepared_id)
    actor.require(QualityPermission.SEE)
    found = quality.specification(specification_id)
    if [each.stream for each in prepared.said.heads] != [found.stream]:
        raise Http404
    act = _ACTS[Meaning(prepared.meaning)]

    def then(signature_id: UUID) -> str:
        act(actor=actor, specification_id=specification_id, signature_id=signature_id)
        return reverse("specification", args=[specification_id])

    return ceremony(request, prepared_id, then)
