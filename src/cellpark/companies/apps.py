"""Django's name for this app."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """Companies of the park, from the first contact to graduation."""

    name = "cellpark.companies"
    label = "companies"
    default_auto_field = "django.db.models.BigAutoField"
