"""The clock of an example that is loaded as it was on a day of the past, by the acts of the house."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

from cellpark.base.time import now, use_clock
from cellpark.kernel.clock import FixedClock

MORNING = time(9, 30)


@contextmanager
def on_day(day: date, at: time = MORNING) -> Iterator[None]:
    """Let the clock stand at this time of the site's ``day``; what lies ahead of the clock in force happens now."""
    instant = datetime.combine(day, at, tzinfo=ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)
    with use_clock(FixedClock(min(instant, now()))):
        yield
