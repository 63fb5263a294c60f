"""Keep what was compared as an edition of the overlay: exactly the text whose numbers somebody saw."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.kernel.problem import Problem, Refused
from cellpark.plans.learning import comparison_of, learning_row, text_of
from cellpark.plans.models import Work
from cellpark.plans.states import WorkState
from cellpark.recipes.public import MasterRecipe, OverlayEdition, RecipePermission, keep_overlay


def keep_learned(*, actor: Actor, work_id: UUID, reason: str) -> OverlayEdition:
    """From now on it is planned with what came of a comparison; batches that ended after it count the next time.

    Raises ``DoesNotExist`` for work of another house; ``Refused``: ``plans.learn.nothing`` for work of which nothing
    came, and as ``keep_overlay``, so ``recipes.overlay.moved_on`` when it was compared with one that holds no more.
    """
    actor.require(RecipePermission.KEEP_OVERLAY)
    row = learning_row(work_id)
    if row.organisation_id != actor.organisation_id:
        raise Work.DoesNotExist
    found = comparison_of(row)
    if found is None or row.state != WorkState.DONE:
        raise Refused(Problem("plans.learn.nothing"))
    master: MasterRecipe = MasterRecipe.objects.get(id=found.recipe, organisation_id=row.organisation_id)
    return keep_overlay(
        actor=actor,
        recipe_id=master.id,
        text=text_of(row, found),
        batches=list(found.batches),
        based_on=found.based_on,
        reason=reason,
    )
