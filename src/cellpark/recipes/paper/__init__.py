"""A recipe on paper: both languages side by side, as PDF/A."""

from cellpark.recipes.paper.document import Signed, recipe_pdf

__all__ = ["Signed", "recipe_pdf"]
