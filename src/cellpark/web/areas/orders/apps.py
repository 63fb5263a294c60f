"""Django's name for this area."""

from django.apps import AppConfig


class OrdersPagesConfig(AppConfig):
    """The pages of treatment orders and hospitals."""

    name = "cellpark.web.areas.orders"
    label = "orders_pages"
