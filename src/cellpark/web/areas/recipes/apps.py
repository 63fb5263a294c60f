"""Django's name for this area."""

from django.apps import AppConfig


class RecipesPagesConfig(AppConfig):
    """The pages of recipes."""

    name = "cellpark.web.areas.recipes"
    label = "recipes_pages"
