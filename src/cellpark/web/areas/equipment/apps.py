"""Django's name for this area."""

from django.apps import AppConfig


class EquipmentPagesConfig(AppConfig):
    """The pages of rooms and equipment."""

    name = "cellpark.web.areas.equipment"
    label = "equipment_pages"
