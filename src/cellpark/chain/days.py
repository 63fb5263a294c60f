"""The day of business, by the clock in force and the site's zone."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings

from cellpark.base.time import now


def today() -> date:
    """The day on which business is done here."""
    return now().astimezone(ZoneInfo(settings.TIME_ZONE)).date()
