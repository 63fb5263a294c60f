"""Reading what changed, step by step, and saying something about it."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.identity.public import names_of_people
from cellpark.recipes import public as recipes
from cellpark.recipes.public import Change, RecipePermission, Severity, StepComment, VersionState
from cellpark.web.areas.recipes.forms import AnswerForm, CommentForm
from cellpark.web.areas.recipes.offered import offers_of
from cellpark.web.areas.recipes.standing import truth, version_state
from cellpark.web.areas.recipes.views.documents import crumbs
from cellpark.web.pages.acts import FormPage, done, perform, show_page

GRAVEST_FIRST = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Place:
    """A step (or the whole, with an empty id) with what changed there and what was said about it."""

    id: str
    title: str
    zh: str
    en: str
    changes: list[Change]
    comments: list[tuple[StepComment, str, str]]


def review(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """Every step with its changes against the version before and the comments on it; what changed comes first."""
    actor = actor_of(request)
    version = recipes.recipe_version(version_id)
    before = recipes.comparable(version)
    places = _places(version, before) if version.sha256 else []
    under_review = version.state in (VersionState.IN_REVIEW, VersionState.REVIEWED)
    acts = offers_of(actor, version)
    context = {
        "crumbs": crumbs(version),
        "version": version,
        "state": version_state(version),
        "truth": truth(version),
        "before": before,
        "whole": [each for each in places if not each.id],
        "changed": sorted((each for each in places if each.id and (each.changes or each.comments)), key=gravity),
        "same": [each for each in places if each.id and not each.changes and not each.comments],
        "may_comment": under_review and actor.may(RecipePermission.REVIEW),
        "may_answer": actor.may(RecipePermission.WRITE),
        "offers": [each for each in acts if each.href != request.path],
        "shut": [each for each in acts if not each.open],
    }
    return render(request, "recipes/review.html", context)


def gravity(place: Place) -> int:
    """The gravest change of a step as a number, gravest first; comments alone come last."""
    return min((GRAVEST_FIRST.index(each.severity) for each in place.changes), default=len(GRAVEST_FIRST))


def _places(version: recipes.RecipeVersion, before: recipes.RecipeVersion | None) -> list[Place]:
    recipe = recipes.load_recipe(version.sha256)
    changed: dict[str, list[Change]] = defaultdict(list)
    if before is not None:
        for change in recipes.changes(recipes.load_recipe(before.sha256), recipe):
            changed[change.where].append(change)
    said: dict[str, list[tuple[StepComment, str, str]]] = defaultdict(list)
    rows = list(recipes.comments_of(version.id))
    names = names_of_people(person for row in rows for person in (row.author, row.answered_by) if person)
    for row in rows:
        who, answered_by = (names.get(person, "") if person else "" for person in (row.author, row.answered_by))
        said[row.step].append((row, who, answered_by))
    steps = {step.id: step for _unit, step in recipe.steps()}
    places = [Place("", _("The whole text"), "", "", [], said[""])]
    places += [
        Place(each, f"{step.title.zh} · {step.title.en}", step.text.zh, step.text.en, changed.pop(each, []), said[each])
        for each, step in steps.items()
    ]
    # units, the head and steps that are gone
    places[0].changes.extend(each for rest in changed.values() for each in rest)
    return places


def comment(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """A reviewer says something about a step, or about the whole."""
    version = recipes.recipe_version(version_id)
    step = request.GET.get("step", "")[:20]
    form = CommentForm.of(request, initial={"step": step})

    def act() -> Outcome:
        sent = form.cleaned_data
        recipes.comment_step(actor=actor_of(request), version_id=version_id, step=sent["step"], text=sent["text"])
        return {}

    back = reverse("recipe-review", args=[version_id])
    if perform(request, form, act) is not None:
        return done(request, f"{back}#{form.cleaned_data['step'] or 'whole'}", _("The comment is recorded."))
    page = FormPage(
        title=_("Comment on step %(step)s") % {"step": step} if step else _("Comment on the whole text"),
        submit=_("Comment"),
        back=back,
        kicker=f"{version.recipe.mbr} {version.number}",
        lead=_("It stands in the record and is answered before anybody signs."),
        crumbs=tuple(crumbs(version)),
    )
    return show_page(request, form, page)


def answer(request: HttpRequest, comment_id: UUID) -> HttpResponse:
    """How a comment was dealt with."""
    found = recipes.step_comment(comment_id)
    version = recipes.recipe_version(found.recipe_version_id)
    form = AnswerForm.of(request)

    def act() -> Outcome:
        recipes.settle_comment(actor=actor_of(request), comment_id=comment_id, answer=form.cleaned_data["answer"])
        return {}

    back = reverse("recipe-review", args=[version.id])
    if perform(request, form, act) is not None:
        return done(request, f"{back}#{found.step or 'whole'}", _("The answer is recorded."))
    page = FormPage(
        title=_("Answer a comment"),
        submit=_("Answer"),
        back=back,
        kicker=f"{version.recipe.mbr} {version.number} · {found.step}",
        lead=found.text,
        crumbs=tuple(crumbs(version)),
    )
    return show_page(request, form, page)
