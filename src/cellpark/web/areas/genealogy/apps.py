"""Django's name for this area."""

from django.apps import AppConfig


class GenealogyPagesConfig(AppConfig):
    """The pages of traces and recalls."""

    name = "cellpark.web.areas.genealogy"
    label = "genealogy_pages"
