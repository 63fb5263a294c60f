"""Learning from batches: pages and programs; a recipe in force with an edition, and a comparison of its batches."""

from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.db import transaction

from cellpark.access.public import actor_for
from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.plans.files import keep
from cellpark.plans.public import Work, WorkKind, WorkState
from cellpark.recipes import public as recipes
from cellpark.recipes.public import VersionState
from tests.access.areas import code_of
from tests.access.sample import FORM, Sample
from tests.recipes.conftest import TEXT
from tests.recipes.test_overlays import OVERLAY

RECIPE, WORK = {"recipe_id": "learning_recipe"}, {"work_id": "learning_work"}
EDITION = {"edition_id": "learning_edition"}
ROUTES = {
    "learning": Sample(),
    "learning_recipe": Sample(RECIPE),
    # no batch was executed: it says so; whoever oversees looks and does nothing
    "learning_compare": Sample(RECIPE, own=(*FORM, 404), post=(404, 422)),
    "learning_stop": Sample(WORK, own=(405,), post=(303, 404)),
    "learning_keep": Sample(WORK, own=(*FORM, 404), post=(303, 404, 409, 422)),
    "learning_edition": Sample(EDITION),
    "learning_edition_text": Sample(EDITION),
}
SAME = {
    "learning_compare": "compare_an_overlay",
    "learning_stop": "stop_plan_work",
    "learning_keep": "keep_an_overlay",
}
OPERATIONS = {
    "list_overlays": Sample(),
    "compare_an_overlay": Sample(RECIPE, body=lambda _side: {}, own=(404, 409, 422)),
    "list_overlay_comparisons": Sample(RECIPE),
    "get_overlay_comparison": Sample(WORK),
    "keep_an_overlay": Sample(
        body=lambda side: {"comparison": str(side.thing("learning_work")), "reason": "test"},
        own=(200, 404, 409, 422),
        body_names_another=True,
    ),
    "list_overlay_editions": Sample(RECIPE),
    "get_overlay_edition": Sample(EDITION),
}


def populate(home: Any, colleague: Any, label: str) -> dict[str, Any]:
    """In force without the ceremony of three people, which the recipes' own area looks at."""
    plain = actor_for(colleague.id, home.id, [], channel="page")
    author = replace(plain, organisation_id=home.id, permissions=frozenset(recipes.RecipePermission), scope=EVERYTHING)
    mbr = f"EX-003-{code_of(label)}"
    with use_scope(EVERYTHING), transaction.atomic():
        text = TEXT.replace("| Example process", f"| Example {label}").replace("\u5de5\u827a |", f"{label} |")
        draft = recipes.register_recipe(actor=author, text=text.replace("EX-001", mbr))
        version = recipes.submit_version(actor=author, version_id=draft.id)
        version.state, version.approver_signature, version.approved_at = VersionState.APPROVED, new_id(), now()
        version.save()
        overlay = f"# {label}\n{OVERLAY % 10}".replace("EX-001", mbr)
        edition = recipes.OverlayEdition(
            id=new_id(),
            organisation_id=home.id,
            recipe=version.recipe,
            major=1,
            edition=1,
            sha256=sha256(overlay.encode()).hexdigest(),
            text=overlay,
            based_on="0" * 64,
            batches=[label],
            kept_at=now(),
            kept_by=colleague.id,
            reason=label,
        )
        edition.save(force_insert=True)
        line = {"what": "work", "name": "U1.1", "observations": 3, "old": 1.0, "new": 2.0, "low": 1.5, "high": 2.5}
        work = Work(
            organisation_id=home.id,
            kind=WorkKind.LEARN,
            state=WorkState.DONE,
            asked={"recipe": str(version.recipe_id)},
            answer={
                "batches": [f"{label} 2"],
                "lines": [line],
                "before": label,
                "based_on": edition.sha256,
                "sha256": keep(home.id, (OVERLAY % 12).replace("EX-001", mbr).encode()),
            },
            asked_at=now(),
        )
        work.save(force_insert=True)
    return {"learning_recipe": version.recipe_id, "learning_edition": edition.id, "learning_work": work.id}
