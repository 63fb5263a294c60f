"""What the calendar does: leases start and end on their day, holds are released."""

from datetime import date
from uuid import UUID

from django.db import transaction

from cellpark.leases.actions.run_lease import end_lease, start_lease, terminate_lease
from cellpark.leases.days import today
from cellpark.leases.models import Lease
from cellpark.leases.releasing import CLOCK, release_expired
from cellpark.leases.states import LeaseState


def keep_leases() -> dict[str, list[UUID]]:
    """Start what begins, end what is over and release holds that ran out; a second run on the same day does nothing."""
    day = today()
    with transaction.atomic():
        released = release_expired()
    started = _ids(state=LeaseState.SIGNED, starts_on__lte=day)
    for each in started:
        start_lease(actor=CLOCK, lease_id=each)
    running = {"state": LeaseState.RUNNING}
    terminated = _ids(**running, leaves_on__lte=day)
    for each in terminated:
        terminate_lease(actor=CLOCK, lease_id=each)
    ended = _ids(**running, leaves_on=None, ends_on__lte=day)
    for each in ended:
        end_lease(actor=CLOCK, lease_id=each)
    return {"released": released, "started": started, "terminated": terminated, "ended": ended}


def _ids(**conditions: date | str | None) -> list[UUID]:
    return list(Lease.objects.filter(**conditions).order_by("number").values_list("id", flat=True))
