"""Holds that ran out are released by themselves: by the clock, and before anybody asks for the room."""

from collections.abc import Collection
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.leases.days import today
from cellpark.leases.events import HoldEnded
from cellpark.leases.models import Hold
from cellpark.leases.rows import locked_hold, write_hold
from cellpark.leases.states import HoldState

CLOCK = Actor.system("leases")


def release_expired(numbers: Collection[int] | None = None) -> list[UUID]:
    """Release the holds whose day has come, of these rooms or of all; within a transaction. Gives the holds."""
    rows = Hold.objects.filter(state=HoldState.OPEN, until__lte=today())
    if numbers is not None:
        rows = rows.filter(rooms__room_id__in=list(numbers))
    released = []
    for identity in sorted(set(rows.values_list("id", flat=True))):
        found = locked_hold(identity)
        if found.state == HoldState.OPEN:
            event = HoldEnded(hold=found.id, outcome=HoldState.RELEASED.value)
            write_hold(event, actor=CLOCK, organisation=found.organisation_id)
            released.append(identity)
    return released
