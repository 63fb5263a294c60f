"""What is still open of a bill."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q

from cellpark.base.guards import rule_asked_once
from cellpark.base.models import SharedModel
from cellpark.billing.models.amounts import money


class Claim(SharedModel):
    """The running figures of one bill: credited by credit notes, paid by allocations; the bill itself never changes.

    ``returned`` is what of its deposit went back, was used, or is about to.

    ``open`` is below zero where a bill was paid first and credited later: then that much of the payment is free again.
    """

    bill = models.OneToOneField("billing.Bill", on_delete=models.PROTECT, primary_key=True, related_name="claim")
    debtor_id = models.UUIDField()
    due = models.DateField()
    currency = models.CharField(max_length=3, default="CNY")
    gross = money()
    credited = money()
    paid = money()
    returned = money()
    open: Any = models.GeneratedField(
        expression=F("gross") - F("credited") - F("paid"),
        output_field=models.DecimalField(max_digits=18, decimal_places=2),
        db_persist=True,
    )

    never_deleted = True

    # a board or an account of a park reads thousands of them
    row_rule = rule_asked_once("organisation_id", "parties")

    class Meta:
        constraints = [
            # neither credits nor payments can take more than the bill asked for
            models.CheckConstraint(
                condition=Q(credited__gte=Decimal(0), credited__lte=F("gross")), name="billing_claim_credited_within"
            ),
            models.CheckConstraint(
                condition=Q(paid__gte=Decimal(0), paid__lte=F("gross")), name="billing_claim_paid_within"
            ),
            # a deposit that went back is not credited as well: the operator would owe it twice
            models.CheckConstraint(
                condition=Q(returned__gte=Decimal(0), returned__lte=F("gross") - F("credited")),
                name="billing_claim_returned_stands",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "debtor_id", "due"], condition=~Q(open=Decimal(0)), name="billing_claim_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.open}"
