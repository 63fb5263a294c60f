"""Acts on a version that need no more than a reason."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.idempotency import Outcome
from cellpark.recipes import public as recipes
from cellpark.recipes.public import RecipeVersion
from cellpark.web.areas.recipes.views.documents import crumbs
from cellpark.web.pages.acts import FormPage, Present, done, perform, show_page
from cellpark.web.pages.forms.act_form import ActForm
from cellpark.web.pages.forms.reasons import ReasonForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Act = Callable[[Actor, str, int | None], object]


def give_back(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The text goes back to its author."""
    return _with_reason(
        request,
        version_id,
        lambda actor, reason, seen: recipes.return_version(
            actor=actor, version_id=version_id, reason=reason, seen_version=seen
        ),
        title=_("Return to its author"),
        submit=_("Return"),
        danger=_("The signatures given so far count no more; the text is written and signed anew."),
        said=_("The text is back with its author."),
    )


def discard(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The draft is given up."""
    return _with_reason(
        request,
        version_id,
        lambda actor, reason, seen: recipes.discard_version(
            actor=actor, version_id=version_id, reason=reason, seen_version=seen
        ),
        title=_("Discard the draft"),
        submit=_("Discard"),
        danger=_("Nobody can go on writing it. Its text stays readable."),
        said=_("The draft is discarded."),
    )


def retire(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """No new batch runs the version."""
    return _with_reason(
        request,
        version_id,
        lambda actor, reason, seen: recipes.retire_version(
            actor=actor, version_id=version_id, reason=reason, seen_version=seen
        ),
        title=_("Retire the version"),
        submit=_("Retire"),
        danger=_("No new batch can run this version. Batches that run it go on."),
        said=_("The version is retired."),
    )


def start(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """A new draft from this version's text."""
    found = recipes.recipe_version(version_id)
    form = ActForm.of(request)
    made = perform(
        request,
        form,
        lambda: {"id": str(recipes.start_version(actor=actor_of(request), from_version_id=version_id).id)},
    )
    if made is not None:
        return done(request, reverse("recipe-write", args=[made["id"]]), _("The draft is begun."))
    page = FormPage(
        title=_("Start a new version"),
        submit=_("Start"),
        back=reverse("recipe-version", args=[version_id]),
        kicker=f"{found.recipe.mbr} {found.number}",
        lead=_("The draft begins with this version’s text and the next number."),
        crumbs=tuple(crumbs(found)),
    )
    return show_page(request, form, page)


def submit(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The draft is frozen; its author is asked to sign."""
    found = recipes.recipe_version(version_id)
    form = ActForm.of(request, version=recipes.draft_of(version_id).revision)

    def act() -> Outcome:
        recipes.submit_version(actor=actor_of(request), version_id=version_id, seen_revision=form.seen_version)
        return {}

    def present() -> Present:
        return Present(recipes.draft_of(version_id).revision, {})

    if perform(request, form, act, present=present) is not None:
        return done(
            request, reverse("recipe-sign", args=[version_id]), _("The text is frozen. Now sign it as its author.")
        )
    page = FormPage(
        title=_("Freeze for review"),
        submit=_("Freeze"),
        back=reverse("recipe-write", args=[version_id]),
        kicker=f"{found.recipe.mbr} {found.number}",
        lead=_("The text is checked, gets its hash and can no longer be edited. You sign it on the next page."),
        crumbs=tuple(crumbs(found)),
    )
    return show_page(request, form, page)


def _with_reason(
    request: HttpRequest,
    version_id: UUID,
    act: Act,
    *,
    title: "StrOrPromise",
    submit: "StrOrPromise",
    danger: "StrOrPromise",
    said: "StrOrPromise",
) -> HttpResponse:
    found: RecipeVersion = recipes.recipe_version(version_id)
    form = ReasonForm.of(request, version=found.version)
    back = reverse("recipe-version", args=[version_id])

    def run() -> Outcome:
        act(actor_of(request), form.cleaned_data["reason"], form.seen_version)
        return {}

    def present() -> Present:
        return Present(recipes.recipe_version(version_id).version, {})

    if perform(request, form, run, present=present) is not None:
        return done(request, back, said)
    kicker = f"{found.recipe.mbr} {found.number} · {found.title}"
    page = FormPage(title=title, submit=submit, back=back, kicker=kicker, danger=danger, crumbs=tuple(crumbs(found)))
    return show_page(request, form, page)
