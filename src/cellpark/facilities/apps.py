"""Django's name for this app."""

from django.apps import AppConfig


class FacilitiesConfig(AppConfig):
    """Work orders, permits and alarms."""

    name = "cellpark.facilities"
    label = "facilities"
    default_auto_field = "django.db.models.BigAutoField"
