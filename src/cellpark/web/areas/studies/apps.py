"""Django's name for this area."""

from django.apps import AppConfig


class StudiesPagesConfig(AppConfig):
    """The pages of capacity studies."""

    name = "cellpark.web.areas.studies"
    label = "studies_pages"
