"""Django's name for this area."""

from django.apps import AppConfig


class BookingPagesConfig(AppConfig):
    """The pages of booking."""

    name = "cellpark.web.areas.booking"
    label = "booking_pages"
