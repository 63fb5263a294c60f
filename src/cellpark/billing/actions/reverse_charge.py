"""Take a charge back."""

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.billing.actions.propose_credit import propose_credit
from cellpark.billing.events import ChargeReversed
from cellpark.billing.models import BillLine, Charge
from cellpark.billing.permissions import BillingPermission
from cellpark.billing.rules import reason_problems
from cellpark.billing.states import AGAIN, CHARGE_LIFECYCLE, ChargeState
from cellpark.billing.streams import account_stream, charge_stream
from cellpark.kernel.problem import refuse_any
from cellpark.ledger.public import lock_stream, record


def reverse_charge(*, actor: Actor, charge: Charge, reason: str) -> Charge:
    """Take a charge back: one that waits is never billed, one that was billed gets a credit note for its line.

    Over ``CREDIT_ALONE_MAX`` that note waits for a second person. Reversing twice changes nothing.
    """
    actor.require(BillingPermission.CHARGE)
    refuse_any(reason_problems(reason))
    with transaction.atomic():
        # a line that was billed is credited under the lock of the account, which comes first, always
        lock_stream(account_stream(charge.organisation_id, charge.debtor_id))
        stream = charge_stream(charge.organisation_id, charge.debtor_id)
        lock_stream(stream)
        row: Charge = Charge.objects.select_for_update().get(id=charge.id)
        if row.state == ChargeState.REVERSED:
            return row
        if row.state == ChargeState.BILLED:
            line: BillLine = BillLine.objects.get(charge_id=row.id)
            if not line.credits.filter(void=False).exists():
                propose_credit(actor=actor, bill_id=line.bill_id, reason=reason, line_ids=[line.id])
            _reverse_again(row, actor=actor, reason=reason)
            return row
        row.state = CHARGE_LIFECYCLE.step(ChargeState(row.state), "reverse")
        row.save(update_fields=["state"])
        event = ChargeReversed(charge=row.id)
        record(stream=stream, event=event, actor=actor, organisation=row.organisation_id, reason=reason)
        return row


def _reverse_again(charge: Charge, *, actor: Actor, reason: str) -> None:
    """What was taken back before and billed again is one charge with the first."""
    mine = {"organisation_id": charge.organisation_id, "debtor_id": charge.debtor_id}
    again = Charge.objects.filter(source_kind__in=AGAIN.values(), source_id=str(charge.id), **mine).first()
    if again is not None:
        reverse_charge(actor=actor, charge=again, reason=reason)
