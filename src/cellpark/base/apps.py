"""Django's name for this app."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Plumbing."""

    name = "cellpark.base"
    label = "base"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks."""
        from cellpark.base import checks

        checks.register_all()
