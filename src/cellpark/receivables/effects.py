"""What follows for accounts from events of other apps. Listed in ``cellpark.config.subscriptions``."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.billing.public import Bill
from cellpark.ledger.public import get_event, typed
from cellpark.receivables.allocating import free_overpaid, lock_account


def free_credited(event_id: UUID) -> None:
    """A bill that was paid was credited: so much of the payment is free again."""
    event = get_event(event_id)
    assert event is not None, "an effect follows an event"
    said = typed(event)
    assert said is not None, "the kind of this event is known here"
    bill: Bill = Bill.objects.get(id=said.bill)
    lock_account(bill.organisation_id, bill.debtor_id)
    free_overpaid(bill.organisation_id, bill.debtor_id, actor=Actor.system("receivables"))
