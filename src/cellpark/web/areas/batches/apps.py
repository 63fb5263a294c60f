"""Django's name for this area."""

from django.apps import AppConfig


class BatchesPagesConfig(AppConfig):
    """The pages of batches."""

    name = "cellpark.web.areas.batches"
    label = "batches_pages"
