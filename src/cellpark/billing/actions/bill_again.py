"""Bill again what a credit note took back."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from cellpark.base.actor import Actor
from cellpark.billing.actions.correct_lease import billed_instead, lease_difference
from cellpark.billing.actions.post_charge import post_charge
from cellpark.billing.crediting import lock_bill
from cellpark.billing.events import BilledAgain
from cellpark.billing.models import Bill, BillLine, Charge, CreditLine, CreditNote
from cellpark.billing.permissions import BillingPermission
from cellpark.billing.rules import reason_problems
from cellpark.billing.states import AGAIN, CreditState, LineKind
from cellpark.billing.streams import account_stream, bill_stream, run_stream
from cellpark.kernel.interval import Interval
from cellpark.kernel.problem import Problem, Refused, refuse_any
from cellpark.leases.public import Lease
from cellpark.ledger.public import lock_stream, record


@dataclass(frozen=True, slots=True)
class Again:
    """What was billed again: the lease's lines by a bill, the charges by the next bill of the debtor."""

    bill: Bill | None
    charges: tuple[Charge, ...]


def taken_back_by_hand(bill: Bill) -> "QuerySet[CreditNote]":
    """The notes that count and that nobody billed again, with something on them that can be.

    The rest of a returned deposit was waived and stays so, whatever else its note took back.
    """
    waived = Q(gross__lt=F("line__gross"), line__kind=LineKind.DEPOSIT)
    again = CreditLine.objects.filter(note__bill=bill).exclude(waived)
    rows: QuerySet[CreditNote] = bill.credits.filter(state=CreditState.ISSUED, correcting=False)
    return rows.filter(id__in=again.values("note_id"))


def bill_again(*, actor: Actor, bill_id: UUID, reason: str) -> Again:
    """Bill what the credit notes of a bill took back, as the lease says it of these days now; each day once.

    Lines of the lease get a bill of their own, charges wait for the next bill. Whoever decides about credit notes
    decides this. Raises ``DoesNotExist``, ``Refused``: ``billing.again.nothing``, ``billing.again.amended`` where other
    lines of the lease have to be corrected first.
    """
    actor.require(BillingPermission.APPROVE_CREDIT)
    refuse_any(reason_problems(reason))
    bill: Bill = Bill.objects.get(id=bill_id)
    with transaction.atomic():
        # no run bills this lease, and nobody settles its bills, in the meantime
        lock_stream(run_stream(bill.organisation_id))
        lock_stream(account_stream(bill.organisation_id, bill.debtor_id))
        lock_bill(bill)
        notes = list(taken_back_by_hand(bill).order_by("number"))
        lease: Lease | None = None if bill.lease_id is None else Lease.objects.get(id=bill.lease_id)
        if lease is not None:
            _refuse_amended(lease)
        lines = list(BillLine.objects.filter(credits__note__in=notes, credits__void=False).order_by("position"))
        CreditNote.objects.filter(id__in=[each.id for each in notes]).update(correcting=True)
        charges = tuple(_posted_again(each, actor=actor) for each in lines if each.charge_id is not None)
        instead = () if lease is None else lease_difference(lease).instead
        made = None if lease is None else billed_instead(lease, instead, actor=actor)
        if made is None and not charges:
            raise Refused(Problem("billing.again.nothing", {"number": bill.number}))
        event = BilledAgain(
            bill=bill.id,
            credits=tuple(each.id for each in notes),
            instead=None if made is None else made.id,
            charges=tuple(each.id for each in charges),
        )
        stream = bill_stream(bill.id)
        record(stream=stream, event=event, actor=actor, organisation=bill.organisation_id, reason=reason)
        return Again(made, charges)


def _refuse_amended(lease: Lease) -> None:
    found = lease_difference(lease)
    if found.gone or found.instead:
        raise Refused(Problem("billing.again.amended", {"number": lease.number}))


def _posted_again(line: BillLine, *, actor: Actor) -> Charge:
    """The charge of a line that was taken back, as a charge that follows from it."""
    said: dict[str, Any] = {"text_zh": line.text_zh, "text_en": line.text_en, "net": line.net, "tax": line.tax_rate}
    return post_charge(
        actor=replace(actor, permissions=actor.permissions | {BillingPermission.CHARGE}),
        organisation_id=line.organisation_id,
        debtor_id=line.parties[0],
        days=Interval(line.since, line.until),
        source_kind=AGAIN[LineKind(line.kind)],
        source_id=str(line.charge_id),
        **said,
    )
