"""Django's name for this app."""

from django.apps import AppConfig


class BatchesConfig(AppConfig):
    """Batches: recipes that are run."""

    name = "cellpark.batches"
    label = "batches"
    default_auto_field = "django.db.models.BigAutoField"
