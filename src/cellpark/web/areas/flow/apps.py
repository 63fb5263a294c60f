"""Django's name for this area."""

from django.apps import AppConfig


class FlowPagesConfig(AppConfig):
    """The pages of flow cytometry."""

    name = "cellpark.web.areas.flow"
    label = "flow_pages"
