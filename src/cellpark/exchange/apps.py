"""Django's name for this app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Records in the formats of others."""

    name = "cellpark.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
