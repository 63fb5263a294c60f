"""Keep what an author has written so far."""

from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.base.versions import refuse_stale
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.recipes.actions.locked import locked_version
from cellpark.recipes.models import RecipeDraft
from cellpark.recipes.permissions import RecipePermission
from cellpark.recipes.rules import draft_problems
from cellpark.recipes.states import VersionState


def save_draft(*, actor: Actor, version_id: UUID, text: str, seen_revision: int | None = None) -> RecipeDraft:
    """Keep a draft's text, right or wrong. It is no record yet, so the ledger hears of it when it is submitted.

    Raises ``Refused``: ``base.stale`` when somebody else saved since ``seen_revision``, ``recipes.version.frozen``.
    """
    actor.require(RecipePermission.WRITE)
    refuse_any(draft_problems(text))
    with transaction.atomic():
        version, _head = locked_version(version_id)
        if version.state != VersionState.DRAFT:
            raise Refused(Problem("recipes.version.frozen"))
        draft: RecipeDraft = RecipeDraft.objects.get(recipe_version_id=version_id)
        refuse_stale(seen=seen_revision, present=draft.revision)
        if draft.text != text:
            draft.text = text
            draft.revision += 1
            draft.saved_at = now()
            draft.saved_by = actor.person_id
            draft.save()
    return draft
