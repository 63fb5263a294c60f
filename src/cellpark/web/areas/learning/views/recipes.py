"""The recipes with the overlay that holds, and one of them: what its batches say now, and its editions."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cellpark.access.public import actor_of
from cellpark.base.actor import Actor
from cellpark.base.messages import explain
from cellpark.identity.public import names_of_people
from cellpark.kernel.problem import Problem
from cellpark.planning.learning import Line
from cellpark.planning.living.learned import major_of, waiting_batches
from cellpark.plans import public as plans
from cellpark.plans.public import PlanPermission, WorkState
from cellpark.recipes.public import (
    RecipePermission,
    approved_versions,
    learned_from,
    overlay_editions,
    overlays_in_force,
    recipe_of,
)
from cellpark.web.areas.learning.lines import EDITIONS, NUMBERS, RECIPES, EditionLine, NumberLine, RecipeLine
from cellpark.web.areas.learning.picture import Intervals, Point, intervals_of
from cellpark.web.areas.learning.standing import Standing, standing_of
from cellpark.web.areas.learning.words import WHATS, names_of
from cellpark.web.pages import formats
from cellpark.web.pages.offers import Offer, offer
from cellpark.web.pages.tables import Choice, Table, table_response

EDITIONS_MAX = 500


def listed(request: HttpRequest) -> HttpResponseBase:
    """The recipes in force of the reader's house."""
    home = actor_of(request).organisation_id
    lines = [] if home is None else recipe_lines(home)
    waiting = sum(line.waiting for line in lines if line.overlay is not None)
    table = Table(
        lines,
        RECIPES,
        request,
        caption=_("Recipes in force"),
        order="recipe",
        empty=_("No recipe is in force. What batches teach is said of a recipe that is approved and carried out."),
    )
    first = max((line for line in lines if line.waiting and line.overlay), key=_waiting, default=None)
    context = {
        "now": _ended(waiting) if waiting else _("No executed batch waits to be learned from."),
        "next": "" if first is None else _("Look at %(recipe)s.") % {"recipe": first.title},
    }
    return table_response(request, "learning/list.html", table, context)


def _waiting(line: RecipeLine) -> int:
    return line.waiting


def recipe_lines(home: UUID) -> list[RecipeLine]:
    """The recipes in force of an organisation with their overlays."""
    versions = list(approved_versions().filter(organisation_id=home).select_related("recipe").order_by("recipe__mbr"))
    overlays, waiting = overlays_in_force(versions), waiting_batches(versions)
    counted: dict[UUID, set[str]] = {}
    majors = {each.recipe_id: major_of(each.number) for each in versions}
    for row in overlay_editions(home):
        if majors.get(row.recipe_id) == str(row.major):
            counted.setdefault(row.recipe_id, set()).update(row.batches)
    return [
        RecipeLine(each, overlays.get(each.recipe_id), len(counted.get(each.recipe_id, ())), waiting[each.recipe_id])
        for each in versions
    ]


def one(request: HttpRequest, recipe_id: UUID) -> HttpResponseBase:
    """What the executed batches say now beside what is planned with, and who kept which edition when."""
    actor, found = actor_of(request), standing_of(recipe_id)
    rows = list(overlay_editions(found.version.organisation_id, recipe_id)[:EDITIONS_MAX])
    people = names_of_people(row.kept_by for row in rows if row.kept_by is not None)
    editions = Table(
        [EditionLine(row, "" if row.kept_by is None else people.get(row.kept_by, "")) for row in rows],
        EDITIONS,
        request,
        name="editions",
        caption=_("Editions of this overlay"),
        order="-at",
        empty=_("No edition was kept yet: it is planned with what was said from the beginning."),
    )
    names = names_of(found.version.organisation_id, recipe_of(found.version))
    lines = [] if found.compared is None else [NumberLine(each, _name(names, each)) for each in found.compared.lines]
    numbers = Table(
        lines,
        NUMBERS,
        request,
        caption=_("Was and would be, number by number"),
        order="-differs",
        choices=(
            Choice(
                key="only",
                label=_("Difference"),
                lookup="differs",
                options=(("yes", _("differs")), ("no", _("does not differ, or hardly"))),
            ),
            Choice(key="of", label=_("Kind of number"), lookup="what", options=tuple(WHATS.items())),
        ),
    )
    file = numbers.exported() or editions.exported()
    if file is not None:
        return file
    offers = _offers(actor, found)
    context = {
        "found": found,
        "title": found.title,
        "crumbs": [{"href": reverse("learning"), "label": _("Learning from batches")}],
        "offers": offers,
        "shut": [each for each in offers if not each.open],
        "may_stop": found.going is not None and found.is_of(actor) and actor.may(PlanPermission.DRAW),
        "percent": 0 if found.going is None else round(found.going.share * 100),
        "problems": _problems(found),
        "counted": 0 if found.overlay is None else len(learned_from(recipe_id, int(major_of(found.version.number)))),
        "numbers": numbers if lines else None,
        "editions": editions,
        "picture": _picture(lines),
        **_truth(found),
    }
    return render(request, "learning/recipe.html", context)


def _name(names: Mapping[str, str], line: Line) -> str:
    return names.get(line.name, line.name)


def _problems(found: Standing) -> list[Any]:
    """Why nothing can be compared, or nothing came of the last attempt."""
    if found.overlay is None:
        return [explain(Problem("planning.learn.no_recipe", {"recipe": found.version.recipe.mbr}))]
    row = found.last
    ended = row is not None and row.state in (WorkState.REFUSED, WorkState.STOPPED)
    return [] if row is None or not ended else [explain(each) for each in plans.problems_of(row)]


def _truth(found: Standing) -> Mapping[str, str]:
    """What is true now, and what comes next."""
    if found.overlay is None:
        return {"now": _("It has no planning overlay.")}
    if found.going is not None:
        return {"now": _("Its batches are being read."), "next": _("You may leave the page; the answer stays here.")}
    compared = found.compared
    if compared is not None:
        differ = len(compared.changed)
        now = ngettext(
            "%(count)s number differs from what was said by more than its interval, and enough to be seen.",
            "%(count)s numbers differ from what was said by more than their interval, and enough to be seen.",
            differ,
        ) % {"count": differ}
        more = found.waiting - len(compared.batches)
        keep = _("Keep them as an edition, or leave everything as it is.")
        return {"now": now, "next": _("%(ended)s Compare again.") % {"ended": _ended(more)} if more > 0 else keep}
    if found.waiting:
        return {"now": _ended(found.waiting), "next": _("Compare what they say with what is planned with.")}
    return {"now": _("No executed batch waits to be learned from.")}


def _ended(count: int) -> str:
    return ngettext(
        "%(count)s batch ended that no edition counts yet.",
        "%(count)s batches ended that no edition counts yet.",
        count,
    ) % {"count": count}


def _offers(actor: Actor, found: Standing) -> list[Offer]:
    if found.overlay is None or found.going is not None or not found.is_of(actor):
        return []
    none = Problem("planning.learn.nothing", {"recipe": found.version.recipe.mbr})
    compared = found.compared
    compare = offer(
        actor,
        PlanPermission.DRAW,
        _("Compare with the batches") if compared is None else _("Compare again"),
        reverse("learning_compare", args=[found.version.recipe_id]),
        icon="refresh",
        look="primary" if compared is None else "plain",
        unless=None if found.waiting else none,
    )
    if compared is None or found.row is None:
        return [compare]
    keep = offer(
        actor,
        RecipePermission.KEEP_OVERLAY,
        _("Keep as an edition"),
        reverse("learning_keep", args=[found.row.id]),
        icon="check",
        look="primary",
    )
    return [keep, compare]


def _picture(lines: list[NumberLine]) -> Intervals | None:
    return intervals_of(
        Point(
            each.name if each.line.what == "work" else f"{each.name}: {each.kind}",
            each.line.old,
            each.line.new,
            max(each.line.low, 0.0),
            each.line.high,
            each.line.differs,
            _said(each),
        )
        for each in lines
    )


def _said(each: NumberLine) -> str:
    line = each.line
    was, new, low, high = (formats.number(each.number(value)) for value in (line.old, line.new, line.low, line.high))
    return _("%(kind)s was %(was)s, would be %(new)s (%(low)s to %(high)s)") % {
        "kind": each.kind,
        "was": was,
        "new": new,
        "low": low,
        "high": high,
    }
