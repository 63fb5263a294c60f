"""The periodic review of access: who holds which role, read by quality and signed (A11-2d, P11-4)."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.identity.public import (
    IdentityPermission,
    Meaning,
    Membership,
    Organisation,
    Role,
    last_signed,
    prepare_signature,
    running_roles,
)
from cellpark.kernel.problem import Problem, Refused
from cellpark.web.pages.signature_words import signature_row
from cellpark.web.pages.signing_form import ReviewForm
from cellpark.web.pages.words import ROLES, role_names

PURPOSE = "access_review"


@dataclass(frozen=True, slots=True)
class Holder:
    """One role of one person, as the review shows it."""

    membership: Membership
    role: str

    @property
    def stream(self) -> str:
        """The record of this role."""
        return f"membership/{self.membership.id}"


def review(request: HttpRequest) -> HttpResponse:
    """The roles that run in the organisation for which the reader acts; sending the form leads to the signing page."""
    actor = actor_of(request)
    organisation = Organisation.objects.get(id=actor.organisation_id)
    holders = _holders(actor)
    may_sign = actor.may(IdentityPermission.MAKE_SIGNATURE) and bool(holders)
    form = ReviewForm(request.POST or None, actor=actor)
    if request.method == "POST":
        actor.require(IdentityPermission.MAKE_SIGNATURE)
        if not form.is_valid():
            raise Refused(*(Problem("base.required", field=field) for field in form.errors))
        prepared = prepare_signature(
            actor=actor,
            seen={each.stream: each.membership.version for each in holders},
            role=form.cleaned_data["role"],
            meaning=Meaning.REVIEWED,
            why=form.cleaned_data["why"],
            view=render_to_string("signing/views/access.html", {"organisation": organisation, "holders": holders}),
            purpose=PURPOSE,
            subject=_("Review of access: %(organisation)s") % {"organisation": organisation.name},
            back=reverse("access-review"),
        )
        return HttpResponseRedirect(reverse("signing", args=[prepared.id]))
    last = last_signed(organisation.id, PURPOSE)
    context = {
        "organisation": organisation,
        "holders": holders,
        "form": form if may_sign else None,
        "last": signature_row(last.signature) if last is not None and last.signature else None,
        "signers": role_names([Role.QUALITY_HEAD]),
    }
    return render(request, "signing/access_review.html", context)


def _holders(actor: Actor) -> list[Holder]:
    assert actor.organisation_id is not None, "the page is for members"
    return [Holder(each, str(ROLES[Role(each.role)])) for each in running_roles(actor.organisation_id)]
