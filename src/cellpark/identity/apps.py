"""Django's name for this app."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Organisations and people."""

    name = "cellpark.identity"
    label = "identity"
    default_auto_field = "django.db.models.BigAutoField"
