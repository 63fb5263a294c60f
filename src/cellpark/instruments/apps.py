"""Django's name for this app."""

from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    """Readings and raw files of instruments."""

    name = "cellpark.instruments"
    label = "instruments"
    default_auto_field = "django.db.models.BigAutoField"
