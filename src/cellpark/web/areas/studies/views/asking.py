"""A study is asked for: of one recipe in the plant as it is, beside what could be otherwise."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cellpark.access.public import actor_of, roles_with
from cellpark.base.fields import in_reader_language
from cellpark.base.idempotency import Outcome
from cellpark.base.messages import explain
from cellpark.kernel.problem import Problem, Refused
from cellpark.plans.public import EditionKind, PlanPermission, in_force
from cellpark.recipes.public import approved_versions
from cellpark.studies import public as studies
from cellpark.studies.public import Study
from cellpark.web.areas.studies.forms import StudyForm
from cellpark.web.areas.studies.words import Names, words_of_tests
from cellpark.web.pages.acts import done, perform, show
from cellpark.web.pages.words import role_names


def ask(request: HttpRequest) -> HttpResponse:
    """Choose a recipe, then what is compared."""
    actor = actor_of(request)
    home = actor.organisation_id
    if home is None:
        raise Study.DoesNotExist
    crumbs = [{"href": reverse("studies"), "label": _("Capacity studies")}]
    recipes = recipe_names(home)
    if not recipes:
        problem = Problem("studies.study.no_recipe")
        return render(request, "studies/none.html", {"problems": [explain(problem)], "crumbs": crumbs})
    chosen = str(request.POST.get("recipe") or request.GET.get("recipe") or "")
    recipe = chosen if chosen in recipes else next(iter(recipes))
    context = {
        "crumbs": crumbs,
        "recipes": [{"sha": sha, "name": name, "here": sha == recipe} for sha, name in recipes.items()],
        "recipe": recipe,
        "limit": studies.CHANGES_MAX,
    }
    try:
        base = studies.house_base(home, recipe)
        others = {sha: name for sha, name in recipes.items() if sha != recipe}
        last = studies.studies(home).exclude(costs="").values_list("costs", flat=True).first()
        names = Names(others, words_of_tests(home, base.made[0].product.recipe))
        known = studies.known_patients(home, recipe)
        form = StudyForm.of(request, base=base, names=names, known=known, initial={"costs": last or ""})
    except Refused as refused:
        setting = role_names(roles_with(PlanPermission.SET)) if in_force(home, EditionKind.TIMES) is None else ""
        more = {"problems": [explain(each) for each in refused.problems], "who": setting}
        return render(request, "studies/none.html", context | more)

    def act() -> Outcome:
        made = studies.ask_study(
            actor=actor,
            name=form.cleaned_data["name"],
            recipe=recipe,
            asked=form.asked(),
            costs=form.cleaned_data["costs"],
        )
        return {"id": str(made.id)}

    outcome = perform(request, form, act)
    if outcome is not None:
        return done(request, reverse("study", args=[outcome["id"]]), _("The study is being worked out."))
    return show(request, "studies/ask.html", form, context)


def recipe_names(home: UUID) -> dict[str, str]:
    """The recipes in force of an organisation, SHA-256 -> what people call them."""
    rows = approved_versions().filter(organisation_id=home).order_by("recipe__mbr", "-number")
    return {
        each.sha256: f"{each.recipe.mbr} {each.number} \u00b7 {in_reader_language(each.title_zh, each.title_en)}"
        for each in rows
    }
