"""Django's name for this app."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The pages."""

    name = "cellpark.web.pages"
    label = "pages"
