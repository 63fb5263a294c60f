"""What follows for shares from events of other apps. Listed in ``cellpark.config.subscriptions``."""

from uuid import UUID

from cellpark.base.actor import Actor
from cellpark.billing.public import BillLine, Charge, first_of
from cellpark.ledger.public import get_event, typed
from cellpark.utilities.charging import owe_after_all
from cellpark.utilities.models import Period, Share
from cellpark.utilities.states import PeriodState, ShareState
from cellpark.utilities.tasks import close

REASON = "The credit note over what was charged before was declined."


def want_charges(event_id: UUID) -> None:
    """Queue what is left of a closing; it needs transactions of its own, and an effect runs inside one."""
    event = get_event(event_id)
    assert event is not None, "an effect follows an event"
    said = typed(event)
    assert said is not None, "the kind of this event is known here"
    # whoever closed it here and now is done already, or was interrupted
    if Period.objects.filter(id=said.period, state=PeriodState.CLOSING).exists():
        close.configure(queueing_lock=f"utilities/{said.period}").defer(period_id=str(said.period))


def owe_what_stands(event_id: UUID) -> None:
    """A credit note was declined: a share that was taken back with its charge is owed after all, as it was charged."""
    event = get_event(event_id)
    assert event is not None, "an effect follows an event"
    said = typed(event)
    assert said is not None, "the kind of this event is known here"
    lines = BillLine.objects.filter(credits__note_id=said.credit, charge_id__isnull=False)
    # a line that is credited since, or about to be, is another note's business
    standing = lines.exclude(id__in=lines.filter(credits__void=False).values("id"))
    charges = Charge.objects.filter(id__in=standing.values("charge_id"))
    firsts = [first_of(each).id for each in charges]
    for share in Share.objects.filter(charge_id__in=firsts, state=ShareState.REVERSED).select_related("period"):
        owe_after_all(share, actor=Actor.system("utilities"), reason=REASON)
