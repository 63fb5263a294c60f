"""The list of recipes, a version as the document that people read, and its text."""

from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cellpark.access.public import actor_of
from cellpark.identity.public import names_of_people
from cellpark.kernel.problem import Refused
from cellpark.recipes import public as recipes_app
from cellpark.recipes.public import CHANGE_WORDS, OPEN, ChangeSize, RecipePermission, RecipeVersion, VersionState
from cellpark.web.areas.recipes.offered import offers_of
from cellpark.web.areas.recipes.rendered import fragment
from cellpark.web.areas.recipes.standing import STATES, truth, version_state
from cellpark.web.pages.history import history_of
from cellpark.web.pages.offers import offer
from cellpark.web.pages.signature_words import signature_row
from cellpark.web.pages.tables import Choice, Column, Kind, Table, table_response

COLUMNS: tuple[Column[RecipeVersion], ...] = (
    Column(
        key="mbr",
        label=gettext_lazy("Recipe"),
        value="recipe.mbr",
        sort="recipe__mbr",
        search=("recipe__mbr", "title_zh", "title_en", "sha256"),
        link=lambda row: reverse("recipe-version", args=[row.id]),
    ),
    Column(key="title", label=gettext_lazy("Title"), value="title"),
    Column(key="number", label=gettext_lazy("Version"), value="number"),
    Column(key="state", label=gettext_lazy("State"), kind=Kind.STATE, value=version_state, sort="state"),
    Column(key="approved_at", label=gettext_lazy("In force since"), kind=Kind.MOMENT, sort="approved_at"),
    Column(key="started_at", label=gettext_lazy("Begun"), kind=Kind.MOMENT, sort="started_at"),
)


def recipes(request: HttpRequest) -> HttpResponseBase:
    """All versions in sight, the newest first."""
    rows = recipes_app.recipe_versions()
    counts = rows.order_by().aggregate(
        force=Count("pk", filter=Q(state=VersionState.APPROVED)), way=Count("pk", filter=Q(state__in=sorted(OPEN)))
    )
    options = tuple((state.value, shown.label) for state, shown in STATES.items())
    table = Table(
        rows,
        COLUMNS,
        request,
        caption=_("Versions of recipes"),
        order="-started_at",
        choices=(Choice(key="state", label=_("State"), lookup="state", options=options),),
        empty=_("No recipe is here yet: register the first text."),
    )
    register = offer(
        actor_of(request),
        RecipePermission.WRITE,
        _("Register a recipe"),
        reverse("recipe-register"),
        icon="plus",
        look="primary",
    )
    context = {
        "now": _("%(force)s in force; %(way)s on their way.") % counts,
        "next": _("Versions on their way are signed by author, reviewer and approver.") if counts["way"] else "",
        "register": register,
    }
    return table_response(request, "recipes/list.html", table, context)


def version(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """One version: how it stands, who signed, and the document in both languages."""
    found = recipes_app.recipe_version(version_id)
    document, problems = None, 0
    try:
        document = fragment(recipes_app.recipe_of(found))
    except Refused as refused:
        problems = len(refused.problems)
    acts = offers_of(actor_of(request), found)
    context = {
        "crumbs": crumbs(),
        "version": found,
        "state": version_state(found),
        "truth": truth(found),
        "offers": acts,
        "shut": [each for each in acts if not each.open],
        "document": document,
        "problems": problems,
        "signatures": _signatures(found),
        "people": _people(found),
        "change": CHANGE_WORDS[ChangeSize(found.change)] if found.change else "",
        "versions": recipes_app.versions_of(found.recipe_id)[:20],
        "open_comments": recipes_app.comments_of(found.id).filter(settled=False).count(),
        "history": history_of([found.stream]),
        "is_frozen": bool(found.sha256),
    }
    return render(request, "recipes/version.html", context)


def text(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """The text itself, with line numbers."""
    found = recipes_app.recipe_version(version_id)
    lines = recipes_app.version_text(found).splitlines()
    context = {"crumbs": crumbs(found), "version": found, "state": version_state(found), "lines": lines}
    return render(request, "recipes/text.html", context)


def crumbs(version: RecipeVersion | None = None) -> list[dict[str, str]]:
    """The way to a page of a version."""
    found = [{"href": reverse("recipes"), "label": _("Recipes")}]
    if version is not None:
        found.append({"href": reverse("recipe-version", args=[version.id]), "label": str(version.recipe.mbr)})
    return found


def _people(version: RecipeVersion) -> list[tuple[str, str]]:
    """Who signed as what, by name."""
    signed = ((_("Author"), version.author), (_("Reviewer"), version.reviewer), (_("Approver"), version.approver))
    names = names_of_people(person for _role, person in signed if person)
    return [(role, names.get(person, "") if person else "") for role, person in signed]


def _signatures(version: RecipeVersion) -> list[object]:
    signed = (version.author_signature, version.reviewer_signature, version.approver_signature)
    return [signature_row(each) for each in signed if each is not None]
