"""Django's name for this app."""

from django.apps import AppConfig


class PlaysConfig(AppConfig):
    """Scripted histories."""

    name = "cellpark.plays"
    label = "plays"
