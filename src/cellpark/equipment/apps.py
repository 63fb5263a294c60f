"""Django's name for this app."""

from django.apps import AppConfig


class EquipmentConfig(AppConfig):
    """Rooms and equipment."""

    name = "cellpark.equipment"
    label = "equipment"
    default_auto_field = "django.db.models.BigAutoField"
