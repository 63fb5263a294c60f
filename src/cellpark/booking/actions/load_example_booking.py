"""Load the example resources with some bookings."""

from pathlib import Path

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import now
from cellpark.booking.actions.add_resource import add_resource
from cellpark.booking.events import WaitAsked
from cellpark.booking.example_file import read_example_booking
from cellpark.booking.models import Resource
from cellpark.booking.placing import ForWhom, Wanted, place
from cellpark.booking.rows import write
from cellpark.booking.states import Via
from cellpark.identity.public import Organisation
from cellpark.kernel.problem import Refused
from cellpark.ledger.public import lock_stream


def load_example_booking(*, path: Path) -> int:
    """The resources of the example organisations and their first bookings, once; how many resources were made."""
    with use_scope(EVERYTHING), transaction.atomic():
        lock_stream("system/example-booking")
        if Resource.objects.filter(example=True).exists():
            return 0
        actor = Actor.system("examples")
        houses = {row.name_en: row.id for row in Organisation.objects.filter(example=True)}
        found = read_example_booking(path)
        made = {
            said.code: add_resource(actor=actor, said=said, organisation_id=houses[owner], example=True)
            for owner, said in found.resources
        }
        for each in found.bookings:
            row = made[each.resource]
            start, end = each.span(row.terms, now().astimezone(row.terms.tz).date())
            try:
                with transaction.atomic():
                    place(
                        actor=actor,
                        wanted=[Wanted(resource_id=row.id, start=start, end=end)],
                        whom=ForWhom(company=houses[each.company], person=None),
                        via=Via.PAGE,
                        purpose=each.purpose,
                    )
            except Refused:
                continue  # a rule stands against this example on this day of the week
        for each in found.waits:
            row = made[each.resource]
            start, end = each.span(row.terms, now().astimezone(row.terms.tz).date())
            asked = WaitAsked(
                wait=new_id(),
                resource=row.id,
                company=houses[each.company],
                person=None,
                starts_at=start,
                ends_at=end,
                purpose=each.purpose,
            )
            write(asked, actor=actor, organisation=row.organisation_id)
        return len(made)
