"""Django's name for this app."""

from django.apps import AppConfig


class LeasesConfig(AppConfig):
    """Who rents which rooms, from when to when, on which terms."""

    name = "cellpark.leases"
    label = "leases"
    default_auto_field = "django.db.models.BigAutoField"
