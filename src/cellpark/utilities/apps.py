"""Django's name for this app."""

from django.apps import AppConfig


class UtilitiesConfig(AppConfig):
    """Meters, readings, tariffs and their charges."""

    name = "cellpark.utilities"
    label = "utilities"
    default_auto_field = "django.db.models.BigAutoField"
