"""Django's name for this app."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """What is tested, by which method, and what came out."""

    name = "cellpark.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"
