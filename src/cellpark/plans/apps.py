"""Django's name for this app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans of plants, their times and policies, promises."""

    name = "cellpark.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"
