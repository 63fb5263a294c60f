"""Freeze a draft: its text is checked, gets its hash, and waits for its author's signature."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.base.versions import refuse_stale
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.ledger.public import record
from cellpark.recipes.actions.locked import locked_version, step
from cellpark.recipes.change import change_size, number_problems
from cellpark.recipes.dialect import Recipe, identity
from cellpark.recipes.events import VersionSubmitted
from cellpark.recipes.models import RecipeDraft, RecipeText, RecipeVersion
from cellpark.recipes.permissions import RecipePermission
from cellpark.recipes.queries import last_frozen, load_recipe, parsed, versions_of
from cellpark.recipes.states import UNFROZEN, ChangeSize


def submit_version(*, actor: Actor, version_id: UUID, seen_revision: int | None = None) -> RecipeVersion:
    """Freeze the draft as ``seen_revision`` shows it. Raises ``Refused`` with every problem of the text.

    Further refusals: ``recipes.version.other_recipe`` (another ``mbr``), ``recipes.version.number_taken``,
    ``recipes.version.number_too_small``, ``base.stale``.
    """
    actor.require(RecipePermission.WRITE)
    assert actor.person_id is not None, "a text has an author"
    with transaction.atomic():
        version, _head = locked_version(version_id)
        after = step(version, "submit")
        draft: RecipeDraft = RecipeDraft.objects.get(recipe_version_id=version_id)
        refuse_stale(seen=seen_revision, present=draft.revision)
        recipe = parsed(draft.text)
        size = _size_of(version, recipe)
        sha256 = identity(draft.text)
        if not RecipeText.objects.filter(organisation_id=version.organisation_id, sha256=sha256).exists():
            RecipeText(
                id=new_id(), organisation_id=version.organisation_id, sha256=sha256, text=draft.text, kept_at=now()
            ).save()
        recorded = record(
            stream=version.stream,
            event=VersionSubmitted(
                version=version.id,
                number=recipe.version,
                title_zh=recipe.title.zh,
                title_en=recipe.title.en,
                sha256=sha256,
                change=size,
                author=actor.person_id,
            ),
            actor=actor,
            organisation=version.organisation_id,
        )
        version.state, version.sha256, version.change = after, sha256, size
        version.number, version.title_zh, version.title_en = recipe.version, recipe.title.zh, recipe.title.en
        version.author, version.version = actor.person_id, recorded.version
        version.save()
    return version


def _size_of(version: RecipeVersion, recipe: Recipe) -> ChangeSize:
    """How large the change against the last approved version is; the first version is a whole new process."""
    if recipe.mbr != version.recipe.mbr:
        params = {"found": recipe.mbr, "wanted": version.recipe.mbr}
        raise Refused(Problem("recipes.version.other_recipe", dict(params), field="text"))
    others = versions_of(version.recipe_id).exclude(state__in=sorted(UNFROZEN)).exclude(id=version.id)
    if others.filter(number=recipe.version).exists():
        raise Refused(Problem("recipes.version.number_taken", {"number": recipe.version}, field="text"))
    before = last_frozen(version.recipe_id, before=version.id)
    if before is None:
        return ChangeSize.MAJOR
    size = change_size(load_recipe(before.sha256), recipe)
    refuse_any(number_problems(old=before.number, new=recipe.version, size=size))
    return size
