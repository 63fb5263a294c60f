"""The day of business: where the site stands, not where the server does."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings

from cellpark.base.time import now


def today() -> date:
    """The day in the site's zone."""
    return now().astimezone(ZoneInfo(settings.TIME_ZONE)).date()
