"""Django's name for this app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Who may do what."""

    name = "cellpark.access"
    label = "access"
