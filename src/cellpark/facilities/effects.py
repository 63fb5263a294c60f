"""What follows for work orders from events of other apps. Listed in ``cellpark.config.subscriptions``."""

from uuid import UUID

from cellpark.billing.public import BillLine, Charge, first_of
from cellpark.facilities.models import WorkOrder
from cellpark.facilities.owing import SOURCE, owe_after_all, source_of
from cellpark.facilities.rows import locked_order
from cellpark.ledger.public import get_event, typed


def charge_what_stands(event_id: UUID) -> None:
    """A credit note was declined: what it should have taken back of an order is owed after all, nothing beside it."""
    event = get_event(event_id)
    assert event is not None, "an effect follows an event"
    said = typed(event)
    assert said is not None, "the kind of this event is known here"
    lines = BillLine.objects.filter(credits__note_id=said.credit, charge_id__isnull=False)
    # a line that is credited since, or about to be, is another note's business
    standing = lines.exclude(id__in=lines.filter(credits__void=False).values("id"))
    for billed in Charge.objects.filter(id__in=standing.values("charge_id")):
        former = first_of(billed)
        if former.source_kind == SOURCE:
            _say(former)


def _say(former: Charge) -> None:
    rows = WorkOrder.objects.filter(organisation_id=former.organisation_id, tenant_id=former.debtor_id, revision__gt=0)
    for row in rows:
        if former.source_id in {source_of(row.id, each) for each in range(1, row.revision + 1)}:
            owe_after_all(locked_order(row.id), former)
