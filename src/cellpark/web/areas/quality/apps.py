"""Django's name for this area."""

from django.apps import AppConfig


class QualityPagesConfig(AppConfig):
    """The pages of the quality-control laboratory."""

    name = "cellpark.web.areas.quality"
    label = "quality_pages"
