"""Django's name for this app."""

from django.apps import AppConfig


class ReceivablesConfig(AppConfig):
    """What is owed and what was paid."""

    name = "cellpark.receivables"
    label = "receivables"
    default_auto_field = "django.db.models.BigAutoField"
