"""Django's name for this area."""

from django.apps import AppConfig


class PremisesPagesConfig(AppConfig):
    """The pages of buildings, rooms and the space board."""

    name = "cellpark.web.areas.premises"
    label = "premises_pages"
