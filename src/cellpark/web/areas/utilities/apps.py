"""Django's name for this area."""

from django.apps import AppConfig


class UtilitiesPagesConfig(AppConfig):
    """The pages of meters and readings."""

    name = "cellpark.web.areas.utilities"
    label = "utilities_pages"
