"""Django's name for this area."""

from django.apps import AppConfig


class ShipmentsPagesConfig(AppConfig):
    """The pages of shipments, couriers and their loggers."""

    name = "cellpark.web.areas.shipments"
    label = "shipments_pages"
