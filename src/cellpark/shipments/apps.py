"""Django's name for this app."""

from django.apps import AppConfig


class ShipmentsConfig(AppConfig):
    """What travels between hospital, plant and store, under which conditions."""

    name = "cellpark.shipments"
    label = "shipments"
    default_auto_field = "django.db.models.BigAutoField"
