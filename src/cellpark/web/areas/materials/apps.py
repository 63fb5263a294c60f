"""Django's name for this area."""

from django.apps import AppConfig


class MaterialsPagesConfig(AppConfig):
    """The pages of materials and containers."""

    name = "cellpark.web.areas.materials"
    label = "materials_pages"
