"""Django's name for this app."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """Who asked for which treatment, and how far it is."""

    name = "cellpark.orders"
    label = "orders"
    default_auto_field = "django.db.models.BigAutoField"
