"""Credit notes as rows and entries, for the acts that make them."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django.db.models import F, Sum

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.billing.days import today
from cellpark.billing.events import CreditIssued, CreditProposed
from cellpark.billing.models import Bill, BillLine, Charge, Claim, CreditLine, CreditNote
from cellpark.billing.series import take_numbers
from cellpark.billing.states import CREDIT_LIFECYCLE, CreditState, LineKind, SeriesKind
from cellpark.billing.streams import account_stream, bill_stream
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream, record


def lock_bill(bill: Bill) -> None:
    """Nobody else moves what is open of this bill until the transaction ends. The account comes first, always."""
    lock_stream(account_stream(bill.organisation_id, bill.debtor_id))
    lock_stream(bill_stream(bill.id))


def standing_lines(bill: Bill) -> list[BillLine]:
    """The lines that no credit note takes back or is about to."""
    return list(bill.lines.exclude(credits__void=False).order_by("position"))


def propose(
    bill: Bill, lines: Sequence[BillLine], *, actor: Actor, reason: str, correcting: bool = False
) -> CreditNote:
    """A note that waits for its decision; the bill is locked.

    Raises ``Refused``: ``billing.credit.nothing``, ``billing.credit.returned``.
    """
    net, tax = sum(each.net for each in lines), sum(each.tax for each in lines)
    if not lines or net + tax < 0:
        raise Refused(Problem("billing.credit.nothing", {"number": bill.number}))
    _refuse_returned(bill, lines)
    shared = {"organisation_id": bill.organisation_id, "parties": bill.parties, "currency": bill.currency}
    note = CreditNote(
        id=new_id(),
        bill=bill,
        debtor_id=bill.debtor_id,
        reason=reason,
        correcting=correcting,
        proposed_by=actor.person_id,
        proposed_at=now(),
        net=net,
        tax=tax,
        gross=net + tax,
        **shared,
    )
    note.save(force_insert=True)
    CreditLine.objects.bulk_create(
        CreditLine(id=new_id(), note=note, line=each, net=each.net, tax=each.tax, gross=each.gross, **shared)
        for each in lines
    )
    event = CreditProposed(
        credit=note.id,
        bill=bill.id,
        correcting=correcting,
        lines=tuple(each.id for each in lines),
        net=note.net,
        tax=note.tax,
        gross=note.gross,
    )
    _record(event, bill, actor=actor, reason=reason)
    return note


def issue(note: CreditNote, *, actor: Actor, reason: str | None = None) -> CreditNote:
    """The note counts from now on; the bill is locked. Raises ``Refused``: ``billing.credit.returned``."""
    note.state = CREDIT_LIFECYCLE.step(CreditState(note.state), "issue")
    bill, day = note.bill, today()
    _refuse_returned(bill, [each.line for each in note.lines.select_related("line")])
    [note.number] = take_numbers(bill.organisation_id, SeriesKind.CREDIT, day, 1)
    note.issued_on, note.decided_by = day, actor.person_id
    note.save(update_fields=["state", "number", "issued_on", "decided_by"])
    Claim.objects.filter(bill=bill).update(credited=F("credited") + note.gross)
    event = CreditIssued(credit=note.id, bill=bill.id, number=note.number, issued_on=day, gross=note.gross)
    _record(event, bill, actor=actor, reason=reason)
    return note


def hold_for(charge: Charge, note: CreditNote) -> None:
    """Let a charge that was just handed in wait for a note: it stands instead of what that one takes back."""
    charge.waits_for = note
    charge.save(update_fields=["waits_for"])


def _refuse_returned(bill: Bill, lines: Sequence[BillLine]) -> None:
    """A deposit that went back, was used or is about to is not taken back as well: the operator would owe it twice."""
    if not any(each.kind == LineKind.DEPOSIT for each in lines):
        return
    others = bill.lines.filter(kind=LineKind.DEPOSIT).exclude(id__in=[each.id for each in lines])
    stands = others.exclude(credits__void=False).aggregate(total=Sum("gross"))["total"] or Decimal(0)
    gone = Claim.objects.get(bill=bill).returned
    if gone > stands:
        raise Refused(Problem("billing.credit.returned", {"number": bill.number, "amount": f"{gone:,.2f}"}))


def _record(event: object, bill: Bill, *, actor: Actor, reason: str | None) -> None:
    organisation: UUID = bill.organisation_id
    record(stream=bill_stream(bill.id), event=event, actor=actor, organisation=organisation, reason=reason)
