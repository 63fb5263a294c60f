"""Django's name for this app."""

from django.apps import AppConfig


class MaterialsConfig(AppConfig):
    """Materials, lots, containers and their custody."""

    name = "cellpark.materials"
    label = "materials"
    default_auto_field = "django.db.models.BigAutoField"
