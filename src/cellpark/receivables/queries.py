"""Reading accounts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from cellpark.base.scope import widened
from cellpark.billing.public import Bill, Claim, CreditNote, CreditState
from cellpark.receivables.models import Allocation, Payee, Payment, Payout, Reminder
from cellpark.receivables.rules import BUCKETS, bucket_days
from cellpark.receivables.states import PayeeState, PaymentState, PayoutKind, PayoutState

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a debtor stands on a day: what is open, how much of it overdue, how old, and what of its payments is free."""

    debtor_id: UUID
    open: Decimal = ZERO
    overdue: Decimal = ZERO
    free: Decimal = ZERO
    oldest: date | None = None
    buckets: Mapping[str, Decimal] = field(default_factory=lambda: dict.fromkeys(BUCKETS, ZERO))

    @property
    def balance(self) -> Decimal:
        """What is owed all in all; below nothing, what the operator owes."""
        return self.open - self.free


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One row of a statement: what raised (``debit``) or lowered (``credit``) the balance, and where it stands then."""

    day: date
    kind: str
    number: str
    id: UUID
    debit: Decimal = ZERO
    credit: Decimal = ZERO
    balance: Decimal = ZERO
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The account of a debtor from a day up to and with another."""

    debtor_id: UUID
    since: date
    until: date
    opening: Decimal
    movements: tuple[Movement, ...]

    @property
    def closing(self) -> Decimal:
        """What is owed at the end."""
        return self.movements[-1].balance if self.movements else self.opening


def payments() -> "QuerySet[Payment]":
    """The payments in sight."""
    rows: QuerySet[Payment] = Payment.objects.all()
    return rows


def standing(debtor_id: UUID, day: date) -> Standing:
    """How a debtor stands: what is open now, by its age on ``day``."""
    return _standings(Claim.objects.filter(debtor_id=debtor_id), Payment.objects.filter(debtor_id=debtor_id), day).get(
        debtor_id, Standing(debtor_id=debtor_id)
    )


def ageing(day: date, *, organisation_id: UUID | None = None) -> list[Standing]:
    """Everybody in sight of whom something is open or free, by the age of it on ``day``; who owes most first."""
    mine = {} if organisation_id is None else {"organisation_id": organisation_id}
    found = _standings(Claim.objects.filter(**mine), Payment.objects.filter(**mine), day)
    return sorted(found.values(), key=lambda each: (-each.overdue, -each.open, str(each.debtor_id)))


def _standings(claims: "QuerySet[Claim]", paid: "QuerySet[Payment]", day: date) -> dict[UUID, Standing]:
    sums: dict[str, Any] = {
        name: Coalesce(Sum("open", filter=_due(since, until)), ZERO)
        for name, (since, until) in bucket_days(day).items()
    }
    rows = claims.exclude(open=ZERO).order_by().values_list("debtor_id")
    aged = rows.annotate(oldest=Min("due", filter=Q(open__gt=0)), **sums)
    buckets = {debtor: dict(zip(sums, amounts, strict=True)) for debtor, _oldest, *amounts in aged}
    oldest = {row[0]: row[1] for row in aged}
    rest = paid.filter(state=PaymentState.RECEIVED).exclude(free=ZERO).order_by()
    free: dict[UUID, Decimal] = dict(rest.values_list("debtor_id").annotate(Sum("free")))
    return {debtor: _standing(debtor, buckets.get(debtor), free, oldest.get(debtor)) for debtor in {*buckets, *free}}


def _due(since: date | None, until: date | None) -> Q:
    said = {"due__gte": since, "due__lt": until}
    return Q(**{key: day for key, day in said.items() if day is not None})


def _standing(
    debtor: UUID, buckets: Mapping[str, Decimal] | None, free: Mapping[UUID, Decimal], oldest: date | None
) -> Standing:
    found = buckets or dict.fromkeys(BUCKETS, ZERO)
    return Standing(
        debtor_id=debtor,
        open=sum(found.values(), start=ZERO),
        overdue=sum((amount for name, amount in found.items() if name != "not_due"), start=ZERO),
        free=free.get(debtor, ZERO),
        oldest=oldest,
        buckets=found,
    )


def statement(*, organisation_id: UUID, debtor_id: UUID, since: date, until: date) -> Statement:
    """Bills, credit notes, payments and money paid back of a debtor, day by day, with the balance after each."""
    rows = sorted(
        _movements(organisation_id, debtor_id, since=since, until=until),
        key=lambda each: (each.day, each.kind != "bill", each.number, str(each.id)),
    )
    opening = balance = _balance_before(organisation_id, debtor_id, since)
    inside = []
    for each in rows:
        balance += each.debit - each.credit
        inside.append(_with(each, balance))
    return Statement(debtor_id=debtor_id, since=since, until=until, opening=opening, movements=tuple(inside))


@dataclass(frozen=True, slots=True)
class _Raised:
    """Rows that move an account: the column of the day, that of the amount, and whether they raise the balance."""

    rows: "QuerySet[Any]"
    day: str
    amount: str
    raises: bool

    def sum_before(self, day: date) -> Decimal:
        """What they did to the balance before a day."""
        found = self.rows.filter(**{f"{self.day}__lt": day}).aggregate(total=Sum(self.amount))["total"] or ZERO
        return found if self.raises else -found


def _accounts(organisation_id: UUID, debtor_id: UUID) -> tuple[_Raised, _Raised, _Raised, _Raised]:
    mine = {"organisation_id": organisation_id, "debtor_id": debtor_id}
    refunds = Payout.objects.filter(state=PayoutState.DONE, kind=PayoutKind.REFUND, **mine)
    return (
        _Raised(Bill.objects.filter(**mine), "issued_on", "gross", raises=True),
        _Raised(CreditNote.objects.filter(state=CreditState.ISSUED, **mine), "issued_on", "gross", raises=False),
        _Raised(Payment.objects.filter(state=PaymentState.RECEIVED, **mine), "received_on", "amount", raises=False),
        _Raised(refunds.select_related("payment"), "done_on", "amount", raises=True),
    )


def _balance_before(organisation_id: UUID, debtor_id: UUID, day: date) -> Decimal:
    """What was owed on the evening before a day, by four sums however long the account is."""
    return sum((each.sum_before(day) for each in _accounts(organisation_id, debtor_id)), start=ZERO)


def _with(movement: Movement, balance: Decimal) -> Movement:
    said = {name: getattr(movement, name) for name in ("day", "kind", "number", "id", "debit", "credit", "due")}
    return Movement(**said, balance=balance)


def _movements(organisation_id: UUID, debtor_id: UUID, *, since: date, until: date) -> Iterable[Movement]:
    bills, notes, payments, refunds = (
        each.rows.filter(**{f"{each.day}__gte": since, f"{each.day}__lte": until})
        for each in _accounts(organisation_id, debtor_id)
    )
    for bill in bills:
        yield Movement(day=bill.issued_on, kind="bill", number=bill.number, id=bill.id, debit=bill.gross, due=bill.due)
    for note in notes:
        yield Movement(day=note.issued_on, kind="credit", number=note.number, id=note.bill_id, credit=note.gross)
    for paid in payments:
        yield Movement(day=paid.received_on, kind="payment", number=paid.number, id=paid.id, credit=paid.amount)
    for back in refunds:
        yield Movement(
            day=back.done_on, kind="refund", number=back.payment.number, id=back.payment_id, debit=back.amount
        )


def settled_by(payment_ids: Iterable[UUID]) -> dict[UUID, list[tuple[UUID, Decimal]]]:
    """Which bills payments settle, and with how much."""
    rows = Allocation.objects.filter(payment_id__in=list(payment_ids)).order_by("bill__due", "bill_id")
    found: dict[UUID, list[tuple[UUID, Decimal]]] = {}
    for payment, bill, amount in rows.values_list("payment_id", "bill_id").annotate(total=Sum("amount")):
        if amount:
            found.setdefault(payment, []).append((bill, amount))
    return found


def payments_of(bill_id: UUID) -> list[tuple[Payment, Decimal]]:
    """What was paid of a bill, by payment."""
    rows = Allocation.objects.filter(bill_id=bill_id).order_by().values_list("payment_id").annotate(total=Sum("amount"))
    paid = {payment: amount for payment, amount in rows if amount}
    return [(each, paid[each.id]) for each in Payment.objects.filter(id__in=paid).order_by("received_on", "number")]


def reminders_of(debtor_ids: Iterable[UUID]) -> dict[UUID, list[Reminder]]:
    """The letters that debtors got, the youngest first."""
    found: dict[UUID, list[Reminder]] = {}
    for each in Reminder.objects.filter(debtor_id__in=list(debtor_ids)).order_by("-sent_on", "-step"):
        found.setdefault(each.debtor_id, []).append(each)
    return found


def payouts() -> "QuerySet[Payout]":
    """The money that went back or shall, in sight."""
    rows: QuerySet[Payout] = Payout.objects.all()
    return rows


def has_account(debtor_id: UUID) -> bool:
    """Whether somebody in sight was billed, or paid."""
    return Claim.objects.filter(debtor_id=debtor_id).exists() or Payment.objects.filter(debtor_id=debtor_id).exists()


def payees() -> "QuerySet[Payee]":
    """The bank details in sight, the latest first."""
    rows: QuerySet[Payee] = Payee.objects.order_by("-proposed_at")
    return rows


def payee_of(organisation_id: UUID) -> Payee | None:
    """The bank details that bills of an operator print; whoever owes a bill may know them."""
    with widened(organisation_id):
        rows = Payee.objects.filter(organisation_id=organisation_id, state=PayeeState.AGREED)
        found: Payee | None = rows.order_by("-decided_at", "-id").first()
        return found
