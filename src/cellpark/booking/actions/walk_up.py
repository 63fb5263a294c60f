"""Stand before something free and use it at once."""

from datetime import datetime, timedelta

from cellpark.base.actor import Actor
from cellpark.base.afterwards import taken_back_with_notes
from cellpark.base.time import now
from cellpark.booking.events import CheckedIn
from cellpark.booking.models import Booking
from cellpark.booking.placing import Wanted, for_whom, place
from cellpark.booking.rows import write
from cellpark.booking.scanning import find_scanned
from cellpark.booking.states import Via
from cellpark.booking.terms import STEP
from cellpark.kernel.problem import Problem, Refused

MINUTES_MAX = 7 * 24 * 60


def walk_up(*, actor: Actor, raw: str, minutes: int, purpose: str = "") -> Booking:
    """Scan a resource and have it from now on for ``minutes``, under the same rules, checked in at once.

    It begins on the step of five minutes in which it is. Raises ``Refused``: ``booking.scan.unknown``, ``booking....``.
    """
    resource = find_scanned(raw)
    whom = for_whom(actor, [resource])
    start = stepped_back(now())
    if not 0 < minutes <= MINUTES_MAX:
        raise Refused(Problem("booking.walk_up.minutes", {"most": MINUTES_MAX}, field="minutes"))
    with taken_back_with_notes():
        wanted = Wanted(resource_id=resource.id, start=start, end=start + timedelta(minutes=minutes))
        row = place(actor=actor, wanted=[wanted], whom=whom, via=Via.WALK_UP, purpose=purpose)[0]
        event = CheckedIn(booking=row.id, scan=raw.strip())
        used: Booking = write(event, actor=actor, organisation=row.organisation_id)
        return used


def stepped_back(at: datetime) -> datetime:
    """The last step of five minutes."""
    return at - timedelta(minutes=at.minute % STEP, seconds=at.second, microseconds=at.microsecond)
