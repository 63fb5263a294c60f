"""Writing: the text with what is wrong beside it and how it will read, and one step as a form that writes the text."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import explain
from cellpark.kernel.problem import Refused
from cellpark.recipes import public as recipes
from cellpark.recipes.public import RecipeDraft, VersionState
from cellpark.web.areas.recipes.beginning import FIRST_TEXT
from cellpark.web.areas.recipes.forms import RegisterForm, WriteForm
from cellpark.web.areas.recipes.rendered import fragment
from cellpark.web.areas.recipes.standing import version_state
from cellpark.web.areas.recipes.step_form import StepForm
from cellpark.web.areas.recipes.views.documents import crumbs
from cellpark.web.pages.acts import FormPage, Present, done, perform, show, show_page

BY_SCRIPT = "X-Draft"


def register(request: HttpRequest) -> HttpResponse:
    """A master batch record begins with its first text; the number in its head is its name for ever."""
    form = RegisterForm.of(request, initial={"text": FIRST_TEXT})
    made = perform(
        request,
        form,
        lambda: {"id": str(recipes.register_recipe(actor=actor_of(request), text=form.cleaned_data["text"]).id)},
    )
    if made is not None:
        return done(request, reverse("recipe-write", args=[made["id"]]), _("The recipe is registered as a draft."))
    page = FormPage(
        title=_("Register a recipe"),
        submit=_("Register"),
        back=reverse("recipes"),
        lead=_("Paste a text or begin with this one. It may still be wrong: the next page says where."),
        crumbs=tuple(crumbs()),
    )
    return show_page(request, form, page, template="recipes/register.html")


def write(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The draft keeps itself while somebody types (with JavaScript), or on a click (without)."""
    version = recipes.recipe_version(version_id)
    if version.state != VersionState.DRAFT:
        return HttpResponseRedirect(reverse("recipe-version", args=[version_id]))
    if request.method == "POST" and BY_SCRIPT in request.headers:
        return _kept_by_script(request, version_id)
    draft = recipes.draft_of(version_id)
    form = WriteForm.of(request, initial={"text": draft.text}, version=draft.revision)

    def act() -> Outcome:
        recipes.save_draft(
            actor=actor_of(request),
            version_id=version_id,
            text=form.cleaned_data["text"],
            seen_revision=form.seen_version,
        )
        return {}

    def present() -> Present:
        now = recipes.draft_of(version_id)
        return Present(now.revision, {})

    if perform(request, form, act, present=present) is not None:
        return done(request, reverse("recipe-write", args=[version_id]), _("The draft is saved."))
    context = {
        "crumbs": crumbs(version),
        "version": version,
        "state": version_state(version),
        "steps": recipes.step_ids(draft.text),
        **_checked(draft),
    }
    return show(request, "recipes/write.html", form, context)


def _kept_by_script(request: HttpRequest, version_id: UUID) -> HttpResponse:
    form = WriteForm(request.POST)
    problems = []
    if form.is_valid():
        try:
            recipes.save_draft(
                actor=actor_of(request),
                version_id=version_id,
                text=form.cleaned_data["text"],
                seen_revision=form.seen_version,
            )
        except Refused as refused:
            problems = [explain(each) for each in refused.problems]
    draft = recipes.draft_of(version_id)
    kept = form.is_valid() and not problems
    context = {"not_kept": problems, "form_errors": form.errors.get("text", []), **_checked(draft)}
    context["revision"] = draft.revision if kept else form.seen_version
    return render(request, "recipes/checked.html", context, status=200 if kept else 422)


def _checked(draft: RecipeDraft) -> dict[str, Any]:
    """What is wrong with the text, line by line, or how it will read."""
    problems = recipes.check(draft.text)
    return {
        "revision": draft.revision,
        "saved_at": draft.saved_at,
        "faults": [{"line": each.params.get("line"), "said": explain(each)} for each in problems],
        "document": None if problems else fragment(recipes.parsed(draft.text)),
    }


def step(request: HttpRequest, version_id: UUID, unit: str, number: int) -> HttpResponse:
    """One step as a form. It writes its lines of the text and nothing else."""
    identity = f"{unit}.{number}"
    version, draft = recipes.recipe_version(version_id), recipes.draft_of(version_id)
    found = recipes.read_step(draft.text, identity)
    back = reverse("recipe-write", args=[version_id])
    if found is None or version.state != VersionState.DRAFT:
        return HttpResponseRedirect(back)
    form = StepForm.of(request, step=found, version=draft.revision)

    def act() -> Outcome:
        recipes.save_draft(
            actor=actor_of(request),
            version_id=version_id,
            text=recipes.write_step(draft.text, identity, form.written),
            seen_revision=form.seen_version,
        )
        return {}

    def present() -> Present:
        return Present(recipes.draft_of(version_id).revision, {})

    if perform(request, form, act, present=present) is not None:
        return done(request, request.path, _("Step %(step)s is written into the text.") % {"step": identity})
    first, last = recipes.line_of(draft.text, identity)
    faults = _checked(draft)["faults"]
    ids = [each for each, _title in recipes.step_ids(draft.text)]
    place = ids.index(identity)
    context = {
        "crumbs": [*crumbs(version), {"href": back, "label": _("Write")}],
        "version": version,
        "identity": identity,
        "back": back,
        "others": found.others,
        "faults": [each for each in faults if first <= (each["line"] or 0) <= last],
        "before": ids[place - 1] if place else "",
        "after": ids[place + 1] if place + 1 < len(ids) else "",
    }
    return show(request, "recipes/step.html", form, context)
