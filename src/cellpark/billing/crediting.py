"""Credit notes as rows and entries, for the acts that make them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.db.models import F, Sum

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.billing.days import today
from cellpark.billing.events import CreditIssued, CreditProposed
from cellpark.billing.models import Bill, BillLine, Charge, Claim, CreditLine, CreditNote
from cellpark.billing.rules import COIN
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

    Of a deposit it takes back what neither went back nor is about to: the rest of one that was partly returned. Raises
    ``Refused``: ``billing.credit.nothing``, ``billing.credit.returned``.
    """
    parts = _what_is_left(bill, lines)
    net, tax = sum(each.net for each in parts), sum(each.tax for each in parts)
    if not parts or net + tax < 0:
        raise Refused(Problem("billing.credit.nothing", {"number": bill.number}))
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
        CreditLine(id=new_id(), note=note, line=each.line, net=each.net, tax=each.tax, gross=each.gross, **shared)
        for each in parts
    )
    event = CreditProposed(
        credit=note.id,
        bill=bill.id,
        correcting=correcting,
        lines=tuple(each.line.id for each in parts),
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
    if deposit_left(bill) < 0 and note.lines.filter(line__kind=LineKind.DEPOSIT).exists():
        raise _returned(bill)
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


def deposit_left(bill: Bill) -> Decimal:
    """What of the deposit of a bill neither went back, nor was used or credited, nor is about to."""
    asked = bill.lines.filter(kind=LineKind.DEPOSIT).aggregate(total=Sum("gross"))["total"] or Decimal(0)
    notes = CreditLine.objects.filter(line__bill=bill, line__kind=LineKind.DEPOSIT, void=False)
    credited = notes.aggregate(total=Sum("gross"))["total"] or Decimal(0)
    gone: Decimal = Claim.objects.get(bill=bill).returned
    found: Decimal = asked - credited - gone
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    """What a note takes back of a line."""

    line: BillLine
    net: Decimal
    tax: Decimal

    @property
    def gross(self) -> Decimal:
        return self.net + self.tax


def _what_is_left(bill: Bill, lines: Sequence[BillLine]) -> list[_Part]:
    """The lines as they stand, of deposits no more than is left: what went back the operator does not owe twice."""
    deposits = [each for each in lines if each.kind == LineKind.DEPOSIT]
    left = deposit_left(bill) if deposits else Decimal(0)
    if sum((each.gross for each in deposits), Decimal(0)) <= left:
        return [_Part(each, each.net, each.tax) for each in lines]
    if left <= 0:
        raise _returned(bill)
    found = []
    for each in lines:
        if each.kind != LineKind.DEPOSIT:
            found.append(_Part(each, each.net, each.tax))
        elif (part := min(each.gross, left)) != 0:
            tax = (each.tax * part / each.gross).quantize(COIN, rounding=ROUND_HALF_UP)
            found.append(_Part(each, part - tax, tax))
            left -= part
    return found


def _returned(bill: Bill) -> Refused:
    gone = Claim.objects.get(bill=bill).returned
    return Refused(Problem("billing.credit.returned", {"number": bill.number, "amount": f"{gone:,.2f}"}))


def _record(event: object, bill: Bill, *, actor: Actor, reason: str | None) -> None:
    organisation: UUID = bill.organisation_id
    record(stream=bill_stream(bill.id), event=event, actor=actor, organisation=organisation, reason=reason)
