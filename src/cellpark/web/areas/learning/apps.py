"""Django's name for this area."""

from django.apps import AppConfig


class LearningPagesConfig(AppConfig):
    """The pages of what batches teach."""

    name = "cellpark.web.areas.learning"
    label = "learning_pages"
