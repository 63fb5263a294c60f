"""Django's name for this app."""

from django.apps import AppConfig


class GenealogyConfig(AppConfig):
    """What came from what, and what touched it."""

    name = "cellpark.genealogy"
    label = "genealogy"
    default_auto_field = "django.db.models.BigAutoField"
