"""Django's name for this app."""

from django.apps import AppConfig


class PremisesConfig(AppConfig):
    """Buildings, floors and rooms as they are let, over the years."""

    name = "cellpark.premises"
    label = "premises"
    default_auto_field = "django.db.models.BigAutoField"
