"""Django's name for this area."""

from django.apps import AppConfig


class WorkordersPagesConfig(AppConfig):
    """The pages of work orders and permits."""

    name = "cellpark.web.areas.workorders"
    label = "workorders_pages"
