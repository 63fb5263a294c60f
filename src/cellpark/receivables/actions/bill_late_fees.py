"""Charge what is owed for paying late."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, Sum

from cellpark.base.actor import Actor
from cellpark.billing.public import (
    Bill,
    BillLine,
    Charge,
    ChargeState,
    Claim,
    CreditLine,
    CreditState,
    LineKind,
    post_charge,
)
from cellpark.billing.public import today as day_here
from cellpark.kernel.interval import Interval
from cellpark.kernel.money import Money
from cellpark.kernel.problem import Problem, refuse_any
from cellpark.leases.public import Lease, rent_leases
from cellpark.receivables.models import Allocation
from cellpark.receivables.permissions import ReceivablesPermission
from cellpark.receivables.texts import texts
from cellpark.rent import public as rent

LATE_FEE = LineKind.LATE_FEE.value
PAID_LATE_DAYS = 400
"""A bill that is paid is looked at so long, so that the days up to its payment are charged, too."""


@dataclass(frozen=True, slots=True)
class LateFeeDue:
    """What is to be charged for one bill up to a day, after what was charged before."""

    bill: Bill
    fee: rent.LateFee
    charged: Decimal

    @property
    def rest(self) -> Decimal:
        """What is to be charged now."""
        return self.fee.amount.amount - self.charged


def late_fees_due(*, organisation_id: UUID, until: date) -> list[LateFeeDue]:
    """What late fees grew to up to, not including, ``until`` by the rule of each lease, where charged is less.

    Counted on what the lease asked for, less what was credited; payments settle that first, so that a fee bears no
    fee. A bill that was charged in this month already waits for the next one.
    """
    bills = _late(organisation_id, until)
    rules = {row.id: terms.late for row, terms in rent_leases(_leases(bills)) if terms.late is not None}
    bills = [each for each in bills if each.lease_id in rules]
    owed, payments, charged = _owed(bills), _payments(bills), _charged(bills)
    found = []
    for bill in bills:
        before = charged.get(bill.id, {})
        if _month(until) in before:
            continue
        fee = partial(
            rent.late_fee,
            rules[bill.lease_id],
            owed=Money(owed.get(bill.id, Decimal(0)), bill.currency),
            due=bill.due,
            payments=payments.get(bill.id, ()),
        )
        due = LateFeeDue(bill, fee(until=until), _settled(before, fee))
        if due.rest > 0:
            found.append(due)
    return found


def bill_late_fees(*, actor: Actor, organisation_id: UUID, until: date | None = None) -> list[Charge]:
    """Hand in late fees up to, not including, ``until`` (today): the next bill of each debtor takes them up.

    Once for each bill and month. Raises ``Refused``: ``receivables.late.future``.
    """
    actor.require(ReceivablesPermission.RECORD)
    end = until or day_here()
    refuse_any([Problem("receivables.late.future", {"day": end.isoformat()})] if end > day_here() else [])
    with transaction.atomic():
        return [
            post_charge(
                actor=actor,
                organisation_id=organisation_id,
                debtor_id=each.bill.debtor_id,
                days=Interval(each.fee.stretches[0].days.start, end),
                text_zh=texts().late_fee.zh.format(number=each.bill.number, until=end.isoformat()),
                text_en=texts().late_fee.en.format(number=each.bill.number, until=end.isoformat()),
                net=each.rest,
                # a late fee is no price: it carries no tax here
                tax=Decimal(0),
                source_kind=LATE_FEE,
                source_id=f"{each.bill.id}/{_month(end)}",
            )
            for each in late_fees_due(organisation_id=organisation_id, until=end)
        ]


def _month(until: date) -> str:
    return (until - timedelta(days=1)).strftime("%Y-%m")


def _late(organisation_id: UUID, until: date) -> list[Bill]:
    late = Allocation.objects.filter(
        organisation_id=organisation_id,
        day__gte=until - timedelta(days=PAID_LATE_DAYS),
        payment__received_on__gt=F("bill__due"),
    )
    claims = Claim.objects.filter(organisation_id=organisation_id, due__lt=until, bill__lease_id__isnull=False)
    wanted = claims.filter(Q(open__gt=0) | Q(bill_id__in=late.values("bill_id")))
    return list(Bill.objects.filter(id__in=wanted.values("bill_id")).order_by("due", "number"))


def _leases(bills: Iterable[Bill]) -> Sequence[Lease]:
    rows = Lease.objects.filter(id__in={each.lease_id for each in bills})
    return list(rows.prefetch_related("versions"))


def _owed(bills: Sequence[Bill]) -> dict[UUID, Decimal]:
    asked = BillLine.objects.filter(bill__in=bills).exclude(kind__in=[LineKind.CHARGE, LineKind.LATE_FEE])
    back = CreditLine.objects.filter(line__in=asked, void=False, note__state=CreditState.ISSUED)
    found: dict[UUID, Decimal] = dict(asked.order_by().values_list("bill_id").annotate(Sum("gross")))
    for bill_id, amount in back.order_by().values_list("line__bill_id").annotate(Sum("gross")):
        found[bill_id] -= amount
    return found


def _payments(bills: Sequence[Bill]) -> Mapping[UUID, Sequence[rent.Payment]]:
    rows = Allocation.objects.filter(bill__in=bills).order_by("payment__received_on")
    found: dict[UUID, list[rent.Payment]] = defaultdict(list)
    named = rows.values_list("bill_id", "payment__received_on", "payment__currency")
    for bill_id, day, currency, amount in named.annotate(total=Sum("amount")):
        if amount:
            found[bill_id].append(rent.Payment(day, Money(amount, currency)))
    return found


def _charged(bills: Sequence[Bill]) -> Mapping[UUID, Mapping[str, Charge]]:
    rows = Charge.objects.filter(source_kind=LATE_FEE, debtor_id__in={each.debtor_id for each in bills})
    found: dict[UUID, dict[str, Charge]] = defaultdict(dict)
    for each in rows:
        bill, _, month = each.source_id.partition("/")
        found[UUID(bill)][month] = each
    return found


def _settled(charges: Mapping[str, Charge], fee: Callable[..., rent.LateFee]) -> Decimal:
    """What was charged, and what was let go: a fee that was taken back does not come again with the next one.

    Of one that was taken back because the payment turned up, so much is let go as is owed up to its day even so.
    """
    total = Decimal(0)
    for _when, each in sorted(charges.items()):
        if each.state == ChargeState.REVERSED:
            total += max(Decimal(0), min(each.net, fee(until=each.until).amount.amount - total))
        else:
            total += each.net
    return total
