"""Django's name for this area."""

from django.apps import AppConfig


class VisitorsPagesConfig(AppConfig):
    """What a visitor sees without signing in."""

    name = "cellpark.web.areas.visitors"
    label = "visitors_pages"
