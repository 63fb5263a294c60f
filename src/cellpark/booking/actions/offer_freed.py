"""Offer what became free to whoever waits for it."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.time import now
from cellpark.booking.events import WaitOffered
from cellpark.booking.fairness import in_line
from cellpark.booking.models import Booking, Resource, Wait
from cellpark.booking.placing import ForWhom, Wanted, locked_resources, place, place_problems
from cellpark.booking.rows import locked_wait, write
from cellpark.booking.states import Via, WaitState

HOUSE = Actor.system("booking")
LAST_MINUTE = timedelta(minutes=10)


def offer_freed(*, resource_id: UUID) -> list[Booking]:
    """Offer what is free now to those who wait for it, in the order of ``fairness``.

    Each is asked of the same rules as any booking; who may not have it now is passed over and stays in the queue. What
    is offered is kept until the offer ends, but never beyond ten minutes before it begins. The worker's act.
    """
    made = []
    with transaction.atomic():
        resource: Resource = locked_resources([resource_id])[resource_id]
        rows = Wait.objects.filter(resource=resource, state=WaitState.WAITING, starts_at__gt=now())
        for each in in_line(resource, list(rows)):
            row = _offered(resource, each)
            if row is not None:
                made.append(row)
    return made


def _offered(resource: Resource, wait: Wait) -> Booking | None:
    whom = ForWhom(company=wait.company_id, person=wait.person_id)
    wanted = Wanted(resource_id=resource.id, start=wait.starts_at, end=wait.ends_at)
    until = min(now() + timedelta(minutes=resource.terms.offer_minutes), wait.starts_at - LAST_MINUTE)
    if until <= now() or place_problems(resource, wanted, whom):
        return None
    locked_wait(wait.id)
    row = place(actor=HOUSE, wanted=[wanted], whom=whom, via=Via.OFFER, purpose=wait.purpose, offer_until=until)[0]
    event = WaitOffered(wait=wait.id, booking=row.id, offer_until=until)
    write(event, actor=HOUSE, organisation=wait.organisation_id)
    return row
