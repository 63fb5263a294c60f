"""How one recipe stands: what is planned with, what was compared with it, what is under way."""

from dataclasses import dataclass
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.planning.living.learned import waiting_batches
from cellpark.plans import public as plans
from cellpark.plans.public import Comparison, Work, WorkState
from cellpark.recipes.public import InForce, MasterRecipe, RecipeVersion, approved_versions, overlays_in_force

GOING = (WorkState.WAITING, WorkState.RUNNING)
LOOKED_MAX = 10
"""So many of the newest comparisons are looked at for one with the overlay that holds."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one recipe stands: its overlay, the newest attempt to compare, the newest comparison with that overlay."""

    version: RecipeVersion
    overlay: InForce | None
    waiting: int
    going: Work | None
    last: Work | None
    row: Work | None
    compared: Comparison | None

    @property
    def title(self) -> str:
        """The recipe as people call it."""
        return f"{self.version.recipe.mbr} {self.version.title}"

    def is_of(self, actor: Actor) -> bool:
        """Whether the recipe is of the reader's own house; others only look."""
        return bool(self.version.organisation_id == actor.organisation_id)


def standing_of(recipe_id: UUID) -> Standing:
    """Of a recipe in sight and in force, else raises ``DoesNotExist``. Comparisons with older overlays do not count."""
    master: MasterRecipe = MasterRecipe.objects.get(id=recipe_id)
    version: RecipeVersion = approved_versions().select_related("recipe").get(recipe=master)
    overlay = overlays_in_force([version]).get(master.id)
    rows = list(plans.comparisons(master.organisation_id, master.id)[:LOOKED_MAX])
    last = rows[0] if rows else None
    made = ((row, plans.comparison_of(row)) for row in rows if row.state == WorkState.DONE)
    fits = ((row, found) for row, found in made if found and overlay and found.based_on == overlay.sha256)
    row, compared = next(fits, (None, None))
    going = last if last is not None and last.state in GOING else None
    return Standing(version, overlay, waiting_batches([version])[master.id], going, last, row, compared)
