"""Wait for a time that is taken."""

from datetime import datetime
from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.base.afterwards import taken_back_with_notes
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.booking.events import WaitAsked
from cellpark.booking.models import Resource, Wait
from cellpark.booking.placing import Wanted, for_whom, locked_resources, place_problems, purpose_problems
from cellpark.booking.refusing import TAKEN, USED_UP, Unmet
from cellpark.booking.rows import write
from cellpark.booking.rules import far_problems
from cellpark.booking.states import QUEUED, Via
from cellpark.kernel.problem import Problem, Refused, refuse_any


def wait_for(
    *,
    actor: Actor,
    resource_id: UUID,
    starts_at: datetime,
    ends_at: datetime,
    purpose: str = "",
    via: Via = Via.PAGE,
) -> Wait:
    """Stand in the queue for a time. When it becomes free it is offered by itself, and kept until the offer ends.

    Raises ``Refused``: ``booking.wait.free`` where it can be booked now, ``booking.wait.twice``, and what would refuse
    the booking even if nobody had it (``booking....``).
    """
    whom = for_whom(actor, [Resource.objects.get(id=resource_id)])
    refuse_any([*purpose_problems(purpose), *far_problems(starts_at, ends_at, now())])
    with taken_back_with_notes():
        resource = locked_resources([resource_id])[resource_id]
        wanted = Wanted(resource_id=resource_id, start=starts_at, end=ends_at)
        problems = place_problems(resource, wanted, whom)
        refuse_any(each for each in problems if each.code not in TAKEN | USED_UP)
        if not any(each.code in TAKEN for each in problems):
            unmet = Unmet(actor, whom.company, via)
            unmet.note(resource, starts_at, ends_at, problems)
            unmet.refuse_any(problems)
            raise Refused(Problem("booking.wait.free", field="starts_at"))
        same = Wait.objects.filter(resource=resource, company_id=whom.company, starts_at=starts_at, ends_at=ends_at)
        if same.filter(state__in=QUEUED).exists():
            raise Refused(Problem("booking.wait.twice", field="starts_at"))
        event = WaitAsked(
            wait=new_id(),
            resource=resource.id,
            company=whom.company,
            person=whom.person,
            starts_at=starts_at,
            ends_at=ends_at,
            purpose=purpose.strip(),
        )
        row: Wait = write(event, actor=actor, organisation=resource.organisation_id)
        return row
