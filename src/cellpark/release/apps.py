"""Django's name for this app."""

from django.apps import AppConfig


class ReleaseConfig(AppConfig):
    """Whether a batch may leave, who decided, and what happens when it may not."""

    name = "cellpark.release"
    label = "release"
    default_auto_field = "django.db.models.BigAutoField"
