"""Django's name for this app."""

from django.apps import AppConfig


class WorkordersConfig(AppConfig):
    """Repairs of rooms and buildings, and permits for dangerous work."""

    name = "cellpark.workorders"
    label = "workorders"
    default_auto_field = "django.db.models.BigAutoField"
