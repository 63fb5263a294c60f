"""Django's name for this app."""

from importlib import import_module

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger."""

    name = "cellpark.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the ledger's own event types, so that every event in the database can be read."""
        import_module("cellpark.ledger.events")
