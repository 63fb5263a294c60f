"""Which payment settles which bill, as rows and entries; every caller holds the lock of the debtor's account."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django.db import connection
from django.db.models import F, Sum

from cellpark.base.actor import Actor
from cellpark.base.fields import new_id
from cellpark.base.time import now
from cellpark.billing.public import (
    Bill,
    BillLine,
    Claim,
    CreditLine,
    CreditState,
    LineKind,
    account_stream,
    settle,
    today,
)
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.public import lock_stream, record
from cellpark.receivables.events import AllocationMade
from cellpark.receivables.models import Allocation, Payment, Payout
from cellpark.receivables.rules import OpenBill, oldest_first
from cellpark.receivables.states import PaymentState, PayoutState

ZERO = Decimal(0)
Parts = Sequence[tuple[UUID, Decimal]]


def lock_account(organisation_id: UUID, debtor_id: UUID) -> None:
    """Nobody else moves the money of this debtor until the transaction ends."""
    assert connection.in_atomic_block, "an account is locked inside a transaction"
    lock_stream(account_stream(organisation_id, debtor_id))


def open_bills(organisation_id: UUID, debtor_id: UUID) -> list[OpenBill]:
    """The bills of a debtor of which something is open or too much was paid, the first due first."""
    rows = Claim.objects.filter(organisation_id=organisation_id, debtor_id=debtor_id).exclude(open=Decimal(0))
    return [OpenBill(*row) for row in rows.order_by("due", "bill_id").values_list("bill_id", "due", "open")]


def allocate(payment: Payment, parts: Parts, *, actor: Actor) -> None:
    """Let parts of a payment settle bills. A bill of another debtor raises ``DoesNotExist``.

    Raises ``Refused``: ``receivables.payment.short``, ``billing.claim.not_open``.
    """
    mine = Bill.objects.filter(organisation_id=payment.organisation_id, debtor_id=payment.debtor_id)
    if mine.filter(id__in=[bill for bill, _ in parts]).count() != len(parts):
        raise Bill.DoesNotExist
    for bill_id, amount in parts:
        _move(payment, bill_id, amount, actor=actor)


def allocate_oldest(payment: Payment, *, actor: Actor) -> None:
    """Let what is free of a payment settle what was due first."""
    free_overpaid(payment.organisation_id, payment.debtor_id, actor=actor)
    payment.refresh_from_db()
    bills = open_bills(payment.organisation_id, payment.debtor_id)
    allocate(payment, oldest_first(payment.free, bills), actor=actor)


def release(payment: Payment, bill_id: UUID, amount: Decimal, *, actor: Actor, reason: str | None = None) -> None:
    """Take a part of a payment off a bill again.

    Raises ``Refused``: ``receivables.allocation.less``, ``receivables.allocation.deposit`` for what paid for a deposit
    that went back.
    """
    if settled(payment, bill_id) < amount:
        raise Refused(Problem("receivables.allocation.less", {"amount": f"{amount:f}"}, field="amount"))
    if Claim.objects.get(bill_id=bill_id).paid - amount < _given_back(bill_id):
        raise Refused(Problem("receivables.allocation.deposit", field="amount"))
    _move(payment, bill_id, -amount, actor=actor, reason=reason)


def settled(payment: Payment, bill_id: UUID) -> Decimal:
    """How much of a payment settles a bill."""
    found = Allocation.objects.filter(payment=payment, bill_id=bill_id).aggregate(total=Sum("amount"))["total"]
    return found or Decimal(0)


def free_overpaid(organisation_id: UUID, debtor_id: UUID, *, actor: Actor) -> Decimal:
    """Release what settles more of a bill than is left of it after its credit notes; the last payment first."""
    freed = Decimal(0)
    for each in open_bills(organisation_id, debtor_id):
        if each.amount >= 0:
            continue
        # what went back and was credited before that was refused does not go back again
        rest = -each.amount - max(ZERO, _given_back(each.bill_id) - _deposit(each.bill_id))
        rows = Allocation.objects.filter(bill_id=each.bill_id).values("payment_id").annotate(total=Sum("amount"))
        paid = {row["payment_id"]: row["total"] for row in rows.filter(total__gt=0)}
        for payment in Payment.objects.filter(id__in=paid).order_by("-received_on", "-id"):
            part = min(rest, paid[payment.id])
            if part > 0:
                _move(payment, each.bill_id, -part, actor=actor)
                rest, freed = rest - part, freed + part
    return freed


def _given_back(bill_id: UUID) -> Decimal:
    """What of the deposit of a bill went back, was used, or is about to."""
    rows = Payout.objects.filter(bill_id=bill_id).exclude(state=PayoutState.DECLINED)
    return rows.aggregate(total=Sum("amount"))["total"] or ZERO


def _deposit(bill_id: UUID) -> Decimal:
    """What a bill asks for as a deposit, less what was credited."""
    lines = BillLine.objects.filter(bill_id=bill_id, kind=LineKind.DEPOSIT)
    asked = lines.aggregate(total=Sum("gross"))["total"] or ZERO
    notes = CreditLine.objects.filter(line__in=lines, void=False, note__state=CreditState.ISSUED)
    return asked - (notes.aggregate(total=Sum("gross"))["total"] or ZERO)


def _move(payment: Payment, bill_id: UUID, amount: Decimal, *, actor: Actor, reason: str | None = None) -> None:
    rows = Payment.objects.filter(id=payment.id, state=PaymentState.RECEIVED)
    # the row moves only while that much is free, whoever forgot a lock
    if rows.filter(free__gte=amount).update(allocated=F("allocated") + amount) != 1:
        raise Refused(Problem("receivables.payment.short", {"number": payment.number}, field="amount"))
    settle(bill_id=bill_id, amount=amount)
    row = Allocation(
        id=new_id(),
        organisation_id=payment.organisation_id,
        parties=payment.parties,
        payment=payment,
        bill_id=bill_id,
        debtor_id=payment.debtor_id,
        amount=amount,
        day=today(),
        made_at=now(),
    )
    row.save(force_insert=True)
    event = AllocationMade(allocation=row.id, payment=payment.id, bill=bill_id, amount=amount, day=row.day)
    stream = account_stream(payment.organisation_id, payment.debtor_id)
    record(stream=stream, event=event, actor=actor, organisation=payment.organisation_id, reason=reason)
