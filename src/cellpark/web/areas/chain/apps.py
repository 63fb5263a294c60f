"""Django's name for this area."""

from django.apps import AppConfig


class ChainPagesConfig(AppConfig):
    """The pages of the industry chain."""

    name = "cellpark.web.areas.chain"
    label = "chain_pages"
