"""Django's name for this app."""

from django.apps import AppConfig


class ChainConfig(AppConfig):
    """The industry chain: who does what, which link is missing, who could fill it."""

    name = "cellpark.chain"
    label = "chain"
    default_auto_field = "django.db.models.BigAutoField"
