"""Master batch records, their versions, texts, drafts and comments; editions of their overlays."""

from cellpark.recipes.models.comment import StepComment
from cellpark.recipes.models.draft import RecipeDraft
from cellpark.recipes.models.overlay import OverlayEdition
from cellpark.recipes.models.recipe import MasterRecipe
from cellpark.recipes.models.text import RecipeText
from cellpark.recipes.models.version import RecipeVersion

__all__ = ["MasterRecipe", "OverlayEdition", "RecipeDraft", "RecipeText", "RecipeVersion", "StepComment"]
