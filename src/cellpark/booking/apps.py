"""Django's name for this app."""

from django.apps import AppConfig


class BookingConfig(AppConfig):
    """Booking of shared rooms and equipment."""

    name = "cellpark.booking"
    label = "booking"
    default_auto_field = "django.db.models.BigAutoField"
