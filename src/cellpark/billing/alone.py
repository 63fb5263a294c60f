"""What single people credited: in parts, and spread over the bills of a debtor, it is not less."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Q, Sum

from cellpark.base.time import now
from cellpark.billing.days import today
from cellpark.billing.models import Bill, Charge, CreditNote
from cellpark.billing.rules import CREDIT_ALONE_DAYS
from cellpark.billing.states import ChargeState, CreditState


def credited_alone(organisation_id: UUID, debtor_id: UUID, *, bill: Bill | None = None) -> Decimal:
    """What a debtor was let off by single people, whoever they were; the caller holds the lock of the account.

    Counted are credit notes of the last ``CREDIT_ALONE_DAYS`` and, whenever they were written, those of ``bill``; and
    what was handed in to be taken off a bill in these days, or still waits for one. A note that a second person issued,
    or that corrects what an amended lease says, is no gift of one person.
    """
    mine = {"organisation_id": organisation_id, "debtor_id": debtor_id}
    notes = CreditNote.objects.filter(state=CreditState.ISSUED, correcting=False, **mine)
    notes = notes.filter(Q(decided_by=F("proposed_by")) | Q(decided_by=None))
    lately = Q(issued_on__gt=today() - timedelta(days=CREDIT_ALONE_DAYS))
    notes = notes.filter(lately if bill is None else lately | Q(bill=bill))
    offs = Charge.objects.filter(gross__lt=0, **mine).exclude(state=ChargeState.REVERSED)
    offs = offs.filter(Q(state=ChargeState.PENDING) | Q(posted_at__gt=now() - timedelta(days=CREDIT_ALONE_DAYS)))
    credited: Decimal = notes.aggregate(total=Sum("gross"))["total"] or Decimal(0)
    taken_off: Decimal = offs.aggregate(total=Sum("gross"))["total"] or Decimal(0)
    return credited - taken_off
