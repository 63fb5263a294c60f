"""Book the same time of several days or weeks."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.afterwards import taken_back_with_notes
from cellpark.base.fields import new_id
from cellpark.booking.models import Booking, Resource
from cellpark.booking.placing import Wanted, for_whom, place
from cellpark.booking.repeating import Checked, check_series, repeated
from cellpark.booking.states import Via
from cellpark.kernel.problem import Problem, Refused


def book_series(
    *,
    actor: Actor,
    resource_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    every_days: int,
    times: int,
    purpose: str = "",
    skip_conflicts: bool = False,
    via: Via = Via.PAGE,
) -> list[Booking]:
    """Book ``times`` times, ``every_days`` days apart, at the same time of the wall clock; all or nothing.

    With ``skip_conflicts`` those that cannot be had are left out. Which they are is told by ``check_series`` before
    anything is booked. Raises ``Refused`` naming each conflict, ``DoesNotExist``.
    """
    resource = Resource.objects.get(id=resource_id)
    whom = for_whom(actor, [resource])
    spans = repeated(resource.terms, starts_at, ends_at, every_days=every_days, times=times)
    wanted = [Wanted(resource_id=resource_id, start=start, end=end) for start, end in spans]
    with taken_back_with_notes():
        if skip_conflicts:
            found: list[Checked] = check_series(resource, wanted, whom)
            wanted = [each.wanted for each in found if not each.problems]
            if not wanted:
                raise Refused(Problem("booking.series.none"))
        return place(actor=actor, wanted=wanted, whom=whom, via=via, purpose=purpose, series=new_id())
