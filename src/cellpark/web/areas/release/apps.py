"""Django's name for this area."""

from django.apps import AppConfig


class ReleasePagesConfig(AppConfig):
    """The pages of the release desk and the out-of-specification room."""

    name = "cellpark.web.areas.release"
    label = "release_pages"
