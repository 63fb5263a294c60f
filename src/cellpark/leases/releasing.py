"""How holds end: they run out by themselves, or what was held is let to whom it was held for."""

from collections.abc import Collection, Iterable
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.leases.acting import as_days
from cellpark.leases.days import today
from cellpark.leases.events import HoldEnded, HoldReduced, RoomDays
from cellpark.leases.models import Hold, Lease
from cellpark.leases.rows import locked_hold, write_hold
from cellpark.leases.states import HOLD_LIFECYCLE, HoldState

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


def let_what_was_held(actor: Actor, row: Lease, wanted: Iterable[RoomDays]) -> None:
    """What was held for the tenant of a lease is let to it, and stands in its way no more; other rooms stay kept."""
    numbers = [each.number for each in wanted]
    held = Hold.objects.filter(state=HoldState.OPEN, tenant_id=row.tenant_id, rooms__room_id__in=numbers)
    for identity in sorted(set(held.values_list("id", flat=True))):
        found = locked_hold(identity)
        HOLD_LIFECYCLE.step(found.state, "let")
        rest = found.rooms.exclude(room__number__in=numbers).select_related("room").order_by("room_id", "starts_on")
        kept = tuple(as_days(each) for each in rest)
        event: object = HoldEnded(hold=found.id, outcome=HoldState.LET.value)
        if kept:
            event = HoldReduced(hold=found.id, rooms=kept)
        write_hold(event, actor=actor, organisation=found.organisation_id)
