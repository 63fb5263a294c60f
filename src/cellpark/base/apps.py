"""Django's name for this app."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Plumbing."""

    name = "cellpark.base"
    label = "base"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks, and tell every new session of the database whose rows it may see."""
        from django.db.backends.signals import connection_created

        from cellpark.base import checks, lookups  # noqa: F401 -- lookups are known once they are imported
        from cellpark.base.scope import tell_new_connection

        checks.register_all()
        connection_created.connect(tell_new_connection, dispatch_uid="cellpark.scope")
