"""Django's name for this area."""

from django.apps import AppConfig


class FacilitiesPagesConfig(AppConfig):
    """The pages of work orders, permits and alarms."""

    name = "cellpark.web.areas.facilities"
    label = "facilities_pages"
