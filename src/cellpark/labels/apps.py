"""Django's name for this app."""

from django.apps import AppConfig


class LabelsConfig(AppConfig):
    """Labels and their reconciliation."""

    name = "cellpark.labels"
    label = "labels"
    default_auto_field = "django.db.models.BigAutoField"
