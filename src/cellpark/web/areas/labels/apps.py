"""Django's name for this area."""

from django.apps import AppConfig


class LabelsPagesConfig(AppConfig):
    """The pages of labels."""

    name = "cellpark.web.areas.labels"
    label = "labels_pages"
