"""Django's name for this area."""

from django.apps import AppConfig


class LeasesPagesConfig(AppConfig):
    """The pages of leases."""

    name = "cellpark.web.areas.leases"
    label = "leases_pages"
