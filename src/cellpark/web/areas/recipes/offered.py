"""What a reader may do next with a version."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem
from cellpark.recipes import public as recipes
from cellpark.recipes.public import RecipePermission, RecipeVersion, VersionState
from cellpark.web.areas.recipes.standing import SIGNINGS
from cellpark.web.pages.offers import Offer, offer


def signing_problem(actor: Actor, version: RecipeVersion) -> Problem | None:
    """Why this person may not give the signature that comes next."""
    match VersionState(version.state):
        case VersionState.SUBMITTED if version.author != actor.person_id:
            return Problem("recipes.version.not_author", rule="211-1a")
        case VersionState.IN_REVIEW:
            return next(iter(recipes.review_problems(actor=actor, version=version)), None)
        case VersionState.REVIEWED:
            return next(iter(recipes.approval_problems(actor=actor, version=version)), None)
    return None


def offers_of(actor: Actor, version: RecipeVersion) -> list[Offer]:
    """The acts of the state, each with its reason where it is shut."""

    def made(permission: str, label: str, name: str, icon: str, look: str = "plain") -> Offer:
        return offer(actor, permission, label, reverse(name, args=[version.id]), icon=icon, look=look)

    state = VersionState(version.state)
    found: list[Offer] = []
    signing = SIGNINGS.get(state)
    if signing is not None:
        href = reverse("recipe-sign", args=[version.id])
        unless = signing_problem(actor, version)
        found.append(
            offer(actor, signing.permission, signing.label, href, icon="writing-sign", look="primary", unless=unless)
        )
    match state:
        case VersionState.DRAFT:
            found.append(made(RecipePermission.WRITE, _("Write"), "recipe-write", "pencil", "primary"))
            found.append(made(RecipePermission.WRITE, _("Freeze for review"), "recipe-submit", "lock"))
            found.append(made(RecipePermission.WRITE, _("Discard"), "recipe-discard", "trash"))
        case VersionState.SUBMITTED:
            found.append(made(RecipePermission.WRITE, _("Reopen"), "recipe-reopen", "pencil"))
        case VersionState.IN_REVIEW | VersionState.REVIEWED:
            found.append(made(RecipePermission.SEE, _("Review and comments"), "recipe-review", "list-check"))
            found.append(made(RecipePermission.REVIEW, _("Return to author"), "recipe-return", "pencil"))
        case VersionState.APPROVED:
            found.append(made(RecipePermission.WRITE, _("Start a new version"), "recipe-start", "copy", "primary"))
            found.append(made(RecipePermission.RETIRE, _("Retire"), "recipe-retire", "lock"))
        case VersionState.RETIRED:
            found.append(made(RecipePermission.WRITE, _("Start a new version"), "recipe-start", "copy"))
    return found
