"""Django's name for this app."""

from django.apps import AppConfig


class StudiesConfig(AppConfig):
    """Capacity studies."""

    name = "cellpark.studies"
    label = "studies"
    default_auto_field = "django.db.models.BigAutoField"
