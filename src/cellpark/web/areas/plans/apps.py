"""Django's name for this area."""

from django.apps import AppConfig


class PlansPagesConfig(AppConfig):
    """The pages of planning."""

    name = "cellpark.web.areas.plans"
    label = "plans_pages"
