"""Django's name for this app."""

from django.apps import AppConfig


class RecipesConfig(AppConfig):
    """Recipes: documents that run."""

    name = "cellpark.recipes"
    label = "recipes"
    default_auto_field = "django.db.models.BigAutoField"
