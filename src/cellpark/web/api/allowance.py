"""Each caller's share: so many calls a minute in each process, so that one program never stops the site for others."""

from datetime import datetime
from threading import Lock

from django.conf import settings

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.web.api.refusals import TooMany

CALLS_PER_MINUTE = 1_200

_lock = Lock()
_counts: dict[str, int] = {}
_minute: list[datetime] = []


def take_call(actor: Actor, address: str) -> None:
    """Count one call of a person, or of an address while nobody is known. Raises ``TooMany`` (RFC 6585, section 4)."""
    limit = int(getattr(settings, "CELLPARK_API_CALLS_PER_MINUTE", CALLS_PER_MINUTE))
    at = now()
    minute = at.replace(second=0, microsecond=0)
    caller = address if actor.person_id is None else actor.reference
    with _lock:
        if _minute != [minute]:
            _counts.clear()
            _minute[:] = [minute]
        _counts[caller] = used = _counts.get(caller, 0) + 1
    if used > limit:
        raise TooMany(limit=limit, seconds=60 - at.second)
