"""How a specification stands: what comes next, who acts, what may be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import roles_with
from cellpark.base.actor import Actor
from cellpark.identity.public import Meaning
from cellpark.kernel.problem import Problem
from cellpark.quality import public as quality
from cellpark.quality.public import QualityPermission, Specification, SpecificationState
from cellpark.web.areas.quality.words import SPECIFICATIONS
from cellpark.web.pages.offers import Offer, offer
from cellpark.web.pages.words import role_names

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Signing:
    """One of the two signatures: what it means, the right it needs, the words of its button and of what comes next."""

    meaning: Meaning
    permission: QualityPermission
    label: "StrOrPromise"
    next: "StrOrPromise"


SIGNINGS: Mapping[SpecificationState, Signing] = {
    SpecificationState.DRAFT: Signing(
        Meaning.AUTHORED,
        QualityPermission.WRITE_SPECIFICATION,
        gettext_lazy("Sign as author"),
        gettext_lazy("The author signs the text."),
    ),
    SpecificationState.IN_REVIEW: Signing(
        Meaning.APPROVED,
        QualityPermission.APPROVE_SPECIFICATION,
        gettext_lazy("Approve by signing"),
        gettext_lazy("A second person approves it by signing."),
    ),
}


def truth(found: Specification) -> dict[str, str]:
    """What is true now, what comes next, who acts."""
    state = SpecificationState(found.state)
    said = {"number": found.number, "state": str(SPECIFICATIONS[state].label)}
    signing = SIGNINGS.get(state)
    return {
        "now": _("Version %(number)s: %(state)s.") % said,
        "next": "" if signing is None else str(signing.next),
        "who": "" if signing is None else role_names(roles_with(signing.permission)),
    }


def signing_problem(actor: Actor, found: Specification) -> Problem | None:
    """Why this person may not give the signature that comes next."""
    if found.state == SpecificationState.DRAFT and found.author != actor.person_id:
        return Problem("quality.specification.not_author", rule="211-160a")
    if found.state == SpecificationState.IN_REVIEW:
        return next(iter(quality.approval_problems(actor=actor, specification=found)), None)
    return None


def offers_of(actor: Actor, found: Specification) -> list[Offer]:
    """What a reader may do next with a version."""
    state, args = SpecificationState(found.state), [found.id]
    offers = []
    signing = SIGNINGS.get(state)
    if signing is not None:
        to = reverse("specification_sign", args=args)
        problem = signing_problem(actor, found)
        offers.append(offer(actor, signing.permission, signing.label, to, look="primary", unless=problem))
        to = reverse("specification_discard", args=args)
        offers.append(offer(actor, QualityPermission.WRITE_SPECIFICATION, _("Discard the draft"), to))
        return offers
    to = f"{reverse('specification_draft')}?from={found.id}"
    offers.append(offer(actor, QualityPermission.WRITE_SPECIFICATION, _("Start a new version"), to))
    if state is SpecificationState.APPROVED:
        to = reverse("specification_retire", args=args)
        offers.append(offer(actor, QualityPermission.APPROVE_SPECIFICATION, _("Retire the specification"), to))
    return offers
