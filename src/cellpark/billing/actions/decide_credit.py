"""Decide about a credit note that another person prepared."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.billing.actions.reverse_charge import reverse_charge
from cellpark.billing.crediting import issue, lock_bill
from cellpark.billing.events import CreditDeclined
from cellpark.billing.models import Charge, CreditNote
from cellpark.billing.permissions import BillingPermission
from cellpark.billing.states import CREDIT_LIFECYCLE, CreditState
from cellpark.billing.streams import bill_stream
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import record

DECLINED = "The credit note over what was charged before was declined."


def decide_credit(*, actor: Actor, credit_id: UUID, issued: bool) -> CreditNote:
    """Issue a credit note, or decline it so that its lines stand; never by whoever prepared it.

    What was charged instead of these lines is taken back when it is declined. Raises ``DoesNotExist``, ``Refused``:
    ``billing.credit.own``, ``billing.credit.returned``, ``lifecycle.step``.
    """
    actor.require(BillingPermission.APPROVE_CREDIT)
    seen: CreditNote = CreditNote.objects.select_related("bill").get(id=credit_id)
    with transaction.atomic():
        lock_bill(seen.bill)
        note: CreditNote = CreditNote.objects.select_related("bill").get(id=credit_id)
        CREDIT_LIFECYCLE.step(CreditState(note.state), "issue" if issued else "decline")
        if note.proposed_by == actor.person_id:
            raise Refused(Problem("billing.credit.own", {"number": note.bill.number}))
        if issued:
            return issue(note, actor=actor)
        note.state, note.decided_by = CreditState.DECLINED, actor.person_id
        note.save(update_fields=["state", "decided_by"])
        note.lines.update(void=True)
        lent = replace(actor, permissions=actor.permissions | {BillingPermission.CHARGE})
        for each in Charge.objects.filter(waits_for=note):
            reverse_charge(actor=lent, charge=each, reason=DECLINED)
        bill = note.bill
        event = CreditDeclined(credit=note.id, bill=bill.id)
        record(stream=bill_stream(bill.id), event=event, actor=actor, organisation=bill.organisation_id)
        return note
