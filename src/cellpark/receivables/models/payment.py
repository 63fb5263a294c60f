"""Money that came in, and which bills it settles."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel
from cellpark.receivables.states import Method, Origin, PaymentState


def money(**more: Any) -> "models.DecimalField[Any, Any]":
    """An amount up to 10 ** 16 with two digits after the point."""
    return models.DecimalField(max_digits=18, decimal_places=2, default=Decimal(0), **more)


class Payment(SharedModel):
    """One payment of a debtor: what of it settles bills, what was paid back, what is free.

    ``fingerprint`` tells two entries of one movement at the bank: its reference, or else day, amount, payer and text.
    ``payer`` and ``text`` are what the bank wrote; they stay outside the ledger.
    """

    id = identifier()
    number = models.CharField(max_length=20)
    debtor_id = models.UUIDField()
    received_on = models.DateField()
    currency = models.CharField(max_length=3, default="CNY")
    amount = money()
    allocated = money()
    refunded = money()
    free: Any = models.GeneratedField(
        expression=F("amount") - F("allocated") - F("refunded"),
        output_field=models.DecimalField(max_digits=18, decimal_places=2),
        db_persist=True,
    )
    method = models.CharField(max_length=20, default=Method.BANK)
    origin = models.CharField(max_length=20, default=Origin.TYPED)
    state = models.CharField(max_length=20, default=PaymentState.RECEIVED)
    reversed_on = models.DateField(null=True)
    reference = models.CharField(max_length=80, blank=True, default="")
    payer = models.CharField(max_length=200, blank=True, default="")
    text = models.CharField(max_length=300, blank=True, default="")
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    entered_by = models.UUIDField(null=True)
    entered_at = models.DateTimeField()

    never_deleted = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="receivables_payment_number_once"),
            # a movement at the bank is one payment, however often its file is read
            models.UniqueConstraint(
                fields=["organisation", "fingerprint"],
                condition=~Q(fingerprint="") & Q(state=PaymentState.RECEIVED),
                name="receivables_payment_once",
            ),
            models.CheckConstraint(condition=Q(amount__gt=Decimal(0)), name="receivables_payment_positive"),
            # no more is given to bills and back than came in
            models.CheckConstraint(
                condition=Q(allocated__gte=Decimal(0), refunded__gte=Decimal(0))
                & Q(amount__gte=F("allocated") + F("refunded")),
                name="receivables_payment_within",
            ),
            # what was entered wrongly settles nothing
            models.CheckConstraint(
                condition=Q(state=PaymentState.RECEIVED) | Q(allocated=Decimal(0), refunded=Decimal(0)),
                name="receivables_reversed_settles_nothing",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in PaymentState]), name="receivables_payment_state_known"
            ),
            models.CheckConstraint(
                condition=Q(method__in=[each.value for each in Method]) & Q(origin__in=[each.value for each in Origin]),
                name="receivables_payment_method_known",
            ),
        ]
        indexes = [
            models.Index(fields=["debtor_id", "received_on"], name="receivables_payment_by_debtor"),
            models.Index(fields=["organisation", "received_on", "number"], name="receivables_payment_by_day"),
            models.Index(
                fields=["organisation", "debtor_id"],
                condition=Q(state=PaymentState.RECEIVED) & ~Q(free=Decimal(0)),
                name="receivables_payment_free",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Allocation(SharedModel):
    """So much of a payment settles a bill from this day on; below nothing it is released again."""

    id = identifier()
    payment = models.ForeignKey("receivables.Payment", on_delete=models.PROTECT, related_name="allocations")
    bill = models.ForeignKey("billing.Bill", on_delete=models.PROTECT, related_name="+")
    debtor_id = models.UUIDField()
    amount = money()
    day = models.DateField()
    made_at = models.DateTimeField()

    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(amount=Decimal(0)), name="receivables_allocation_of_something"),
        ]
        indexes = [
            models.Index(fields=["debtor_id", "day"], name="receivables_alloc_by_debtor"),
            models.Index(fields=["organisation", "day"], name="receivables_alloc_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.payment_id} {self.bill_id} {self.amount}"
