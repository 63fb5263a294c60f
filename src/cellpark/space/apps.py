"""Django's name for this app."""

from django.apps import AppConfig


class SpaceConfig(AppConfig):
    """Parks and what stands in them."""

    name = "cellpark.space"
    label = "space"
    default_auto_field = "django.db.models.BigAutoField"
