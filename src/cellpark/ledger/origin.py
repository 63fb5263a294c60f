"""The name under which this site's log is known; it never changes."""

from django.conf import settings


def origin() -> str:
    """``ledger.<site>``: the first line of every checkpoint and the name of the site's keys."""
    return f"ledger.{settings.CELLPARK_SITE}"
