"""The three signatures under a version, each a moment of its own (211-1a, P11-8a, P11-8b)."""

from collections.abc import Mapping
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
from cellpark.recipes import public as recipes
from cellpark.recipes.public import RecipePermission, RecipeVersion, VersionState
from cellpark.web.areas.recipes.forms import SignForm
from cellpark.web.areas.recipes.offered import signing_problem
from cellpark.web.areas.recipes.rendered import fragment
from cellpark.web.areas.recipes.standing import SIGNINGS
from cellpark.web.areas.recipes.views.documents import crumbs
from cellpark.web.pages.acts import FormPage, perform, show_page
from cellpark.web.pages.views.signing import ceremony

_ACTS = {
    Meaning.AUTHORED: recipes.author_version,
    Meaning.REVIEWED: recipes.review_version,
    Meaning.APPROVED: recipes.approve_version,
}


def begin(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """In which role and why; then the page to sign."""
    actor = actor_of(request)
    version = recipes.recipe_version(version_id)
    actor.require(RecipePermission.SEE)
    signing = SIGNINGS.get(VersionState(version.state))
    if signing is None:
        return HttpResponseRedirect(reverse("recipe-version", args=[version_id]))
    actor.require(signing.permission)
    form = SignForm.of(request, actor=actor)

    def act() -> Outcome:
        problem = signing_problem(actor, version)
        if problem is not None:
            raise Refused(problem)
        prepared = recipes.prepare_version_signature(
            actor=actor,
            version=version,
            meaning=signing.meaning,
            role=form.cleaned_data["role"],
            why=form.cleaned_data["why"],
            view=render_to_string("recipes/signed_view.html", _view(version)),
            back=reverse("recipe-version", args=[version_id]),
        )
        return {"id": str(prepared.id)}

    made = perform(request, form, act)
    if made is not None:
        return HttpResponseRedirect(reverse("recipe-signing", args=[version_id, made["id"]]))
    page = FormPage(
        title=signing.label,
        submit=_("Go on to the page to sign"),
        back=reverse("recipe-version", args=[version_id]),
        kicker=f"{version.recipe.mbr} {version.number} · {version.title}",
        lead=_("The next page shows the whole text and asks for your second factor."),
        crumbs=tuple(crumbs(version)),
    )
    return show_page(request, form, page)


@sensitive_post_parameters("password", "code")
def sign(request: HttpRequest, version_id: UUID, prepared_id: UUID) -> HttpResponse:
    """The moment itself, and what the signature is for."""
    actor = actor_of(request)
    # another's statement is not there, whatever one may do with recipes
    prepared = prepared_signature(actor=actor, prepared_id=prepared_id)
    actor.require(RecipePermission.SEE)
    version = recipes.recipe_version(version_id)
    if [each.stream for each in prepared.said.heads] != [version.stream]:
        raise Http404
    act = _ACTS[Meaning(prepared.meaning)]

    def then(signature_id: UUID) -> str:
        act(actor=actor, version_id=version_id, signature_id=signature_id)
        return reverse("recipe-version", args=[version_id])

    return ceremony(request, prepared_id, then)


def _view(version: RecipeVersion) -> Mapping[str, object]:
    """What is signed, in full: the hash, what changed, the document."""
    recipe = recipes.load_recipe(version.sha256)
    before = recipes.comparable(version)
    changed = () if before is None else recipes.changes(recipes.load_recipe(before.sha256), recipe)
    return {
        "version": version,
        "before": before,
        "changes": [each.sentence() for each in changed],
        "document": fragment(recipe),
    }
