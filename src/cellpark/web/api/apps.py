"""Django's name for this app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API."""

    name = "cellpark.web.api"
    label = "api"
