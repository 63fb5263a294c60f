"""Counting attempts that nobody signed in for: so many in a window, whichever process they reach."""

from datetime import timedelta
from hashlib import sha256

from django.core.cache import cache
from django.db import connection, transaction

from cellpark.base.time import now


def take_attempt(name: str, *, limit: int, window: timedelta) -> bool:
    """Count one attempt of ``name``; False when there were more than ``limit`` since its window began.

    The window begins with the first attempt and ends by itself: later attempts do not prolong it. Attempts that come at
    once wait for one another, so that none is lost between reading the count and writing it.
    """
    key = f"attempts/{sha256(name.encode()).hexdigest()[:32]}"
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        at = now()
        taken, ends = cache.get(key) or (0, at + window)
        if ends <= at:
            taken, ends = 0, at + window
        # the row may go a little later than the window ends: what it says decides, not when it goes
        cache.set(key, (taken + 1, ends), timeout=int((ends - at).total_seconds()) + 60)
    return bool(taken < limit)
