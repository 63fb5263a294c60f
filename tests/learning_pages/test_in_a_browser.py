"""The pages of what batches teach in a real browser, with numbers for every step of the shipped recipe."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from uuid import UUID

import pytest
from django.urls import reverse
from playwright.sync_api import Browser

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.identity.public import Organisation, Person, Role
from cellpark.planning.learning import Executed, StepDone, TestDone, learn
from cellpark.planning.simulation.from_recipe import distribution_of
from cellpark.plans import public as plans
from cellpark.plans.files import keep
from cellpark.plans.public import Work, WorkKind, WorkState
from cellpark.recipes import public as recipes
from cellpark.recipes.dialect.plan import Plan, parse_plan
from cellpark.recipes.dialect.plan_writer import write_plan
from cellpark.recipes.public import RecipeVersion, VersionState, overlays_in_force
from tests.browser.looking import CONTRAST, DESK, TABLET, look, standing, visitor
from tests.pages.conftest import signed_in
from tests.people import HOUSE, acting, organisation, person

pytestmark = pytest.mark.browser
EXAMPLES = Path(__file__).parents[2] / "examples" / "recipes"


def in_force(home: Organisation) -> RecipeVersion:
    """The shipped recipe, without the ceremony of three people."""
    author: Actor = replace(HOUSE, organisation_id=home.id, person_id=person("author@plant.example.org").id)
    text = (EXAMPLES / "cart-cd19.mbr.md").read_text(encoding="utf-8")
    draft = recipes.register_recipe(actor=author, text=text)
    version = recipes.submit_version(actor=author, version_id=draft.id)
    version.state, version.approver_signature, version.approved_at = VersionState.APPROVED, new_id(), now()
    version.save()
    return version


def carried_out(plan: Plan, count: int, label: str) -> Iterator[Executed]:
    """So many batches: every third step takes longer than it was said to, each batch a little otherwise."""
    for number in range(count):
        steps = []
        for place, (name, each) in enumerate(plan.steps.items()):
            factor = (1.6 if place % 3 == 0 else 1.0) * (0.8 + (number * 7 + place) % 9 / 20)
            steps.append(StepDone(name, distribution_of(each.work).a * factor))
        tests = [TestDone(name, 30.0 + number % 5, out=number == 0) for name in plan.tests]
        rounds = {unit: min(seen) + number % 2 for unit, seen in plan.rounds.items()}
        reached = {step.step: 1 for step in steps}
        yield Executed(f"{label}-{number:03}", tuple(steps), reached, rounds, tuple(tests))


def compared(version: RecipeVersion, count: int, label: str) -> Work:
    """What so many batches say, as the background work would have kept it."""
    home = version.organisation_id
    holds = overlays_in_force([version])[version.recipe_id]
    found = recipes.overlay_text(recipes.recipe_of(version), home)
    assert found is not None
    plan = parse_plan(found[1])
    learned = learn(plan, recipes.recipe_of(version), list(carried_out(plan, count, label)), label)
    row = Work(
        organisation_id=home,
        kind=WorkKind.LEARN,
        state=WorkState.DONE,
        asked={"recipe": str(version.recipe_id)},
        answer={
            "batches": list(learned.batches),
            "lines": [asdict(each) for each in learned.lines],
            "before": holds.name,
            "based_on": holds.sha256,
            "sha256": keep(home, write_plan(learned.plan).encode()),
        },
        asked_at=now(),
        ended_at=now(),
    )
    row.save(force_insert=True)
    return row


@pytest.fixture
def shown(durable: str) -> Iterator[tuple[str, Person, dict[str, str]]]:
    """The site, a planner, and the pages with something on them."""
    home = organisation("Plant")
    planner = person("one@plant.example.org", Role.PLANNER, within=home)
    with use_scope(EVERYTHING):
        version = in_force(home)
        first = compared(version, 8, "first")
        kept = plans.keep_learned(actor=acting(planner, home), work_id=first.id, reason="The first month")
        work = compared(version, 30, "second")
    with standing() as site:
        yield site, planner, pages(version.recipe_id, kept.id, work.id)


def pages(recipe: UUID, edition: UUID, work: UUID) -> dict[str, str]:
    return {
        "list": reverse("learning"),
        "recipe": reverse("learning_recipe", args=[recipe]),
        "only": f"{reverse('learning_recipe', args=[recipe])}?only=yes",
        "compare": reverse("learning_compare", args=[recipe]),
        "keep": reverse("learning_keep", args=[work]),
        "edition": reverse("learning_edition", args=[edition]),
    }


def test_the_pages_of_learning_are_readable_by_everybody(
    chromium: Browser, shown: tuple[str, Person, dict[str, str]]
) -> None:
    site, planner, addresses = shown
    session = signed_in(planner).cookies["sessionid"].value
    found = []
    for language in ("en", "zh-hans"):
        with visitor(chromium, site, sessionid=session, cellpark_language=language) as context:
            found += look(context, site, addresses, sizes=(DESK, TABLET), label=f"learning-{language}")
    with visitor(chromium, site, sessionid=session, cellpark_theme="dark") as context:
        dark = {name: addresses[name] for name in ("recipe", "edition")}
        found += look(context, site, dark, sizes=(DESK,), axe=CONTRAST, label="learning-dark")
    assert found == []
