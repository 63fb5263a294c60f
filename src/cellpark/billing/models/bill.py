"""Bills and their lines: written once."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier, in_reader_language
from cellpark.base.models import SharedModel
from cellpark.billing.models.amounts import Amounts
from cellpark.billing.states import BillKind, LineKind


class Bill(Amounts, SharedModel):
    """What a debtor owes for days [since, until), due on ``due``; seen by the operator and the debtor.

    ``lines_digest`` is the SHA-256 of the canonical bytes of its lines and stands in the ledger. What is still open of
    it stands in its ``Claim``.
    """

    id = identifier()
    number = models.CharField(max_length=20)
    kind = models.CharField(max_length=20)
    debtor_id = models.UUIDField()
    lease_id = models.UUIDField(null=True)
    lease_number = models.CharField(max_length=60, blank=True, default="")
    lease_version = models.BigIntegerField(default=0)
    since = models.DateField()
    until = models.DateField()
    issued_on = models.DateField()
    due = models.DateField()
    lines_digest = models.CharField(max_length=64)
    run_id = models.UUIDField(null=True)

    append_only = True

    class Meta:
        constraints = [
            # a bill is quoted by its number
            models.UniqueConstraint(fields=["organisation", "number"], name="billing_bill_number_once"),
            # a period of a lease is billed once, whoever runs it and however often: by its first day and by its last
            models.UniqueConstraint(
                fields=["lease_id", "since"], condition=Q(kind=BillKind.PERIOD), name="billing_period_starts_once"
            ),
            models.UniqueConstraint(
                fields=["lease_id", "until"], condition=Q(kind=BillKind.PERIOD), name="billing_period_ends_once"
            ),
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="billing_bill_has_days"),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in BillKind]), name="billing_bill_kind_known"
            ),
            # what a bill of a period is about is never unknown
            models.CheckConstraint(
                condition=Q(kind=BillKind.CHARGES) | Q(lease_id__isnull=False), name="billing_bill_names_its_lease"
            ),
            models.CheckConstraint(condition=Q(gross=F("net") + F("tax")), name="billing_bill_adds_up"),
        ]
        indexes = [
            models.Index(fields=["organisation", "issued_on", "number"], name="billing_bill_by_day"),
            models.Index(fields=["debtor_id", "issued_on"], name="billing_bill_by_debtor"),
            models.Index(fields=["-number", "-id"], name="billing_bill_newest"),
            models.Index(fields=["lease_id", "until"], name="billing_bill_by_lease"),
            models.Index(fields=["run_id"], name="billing_bill_by_run"),
        ]

    def __str__(self) -> str:
        return self.number


class BillLine(Amounts, SharedModel):
    """One line: which term, which days, which formula, and what comes out.

    ``exact`` is the value of these days alone, cut to six digits; ``awaits`` names an index value not yet published.
    """

    id = identifier()
    bill = models.ForeignKey("billing.Bill", on_delete=models.PROTECT, related_name="lines")
    lease_id = models.UUIDField(null=True)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    term = models.CharField(max_length=60, blank=True, default="")
    room = models.CharField(max_length=60, blank=True, default="")
    text_zh = models.CharField(max_length=300, blank=True, default="")
    text_en = models.CharField(max_length=300, blank=True, default="")
    since = models.DateField()
    until = models.DateField()
    why = models.CharField(max_length=20, blank=True, default="")
    formula = models.CharField(max_length=300, blank=True, default="")
    awaits = models.CharField(max_length=80, blank=True, default="")
    exact = models.DecimalField(max_digits=24, decimal_places=6, default=Decimal(0))
    tax_rate = models.DecimalField(max_digits=9, decimal_places=6, default=Decimal(0))
    charge_id = models.UUIDField(null=True)

    append_only = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bill", "position"], name="billing_line_position_once"),
            # a charge is billed once
            models.UniqueConstraint(
                fields=["charge_id"], condition=Q(charge_id__isnull=False), name="billing_charge_billed_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in LineKind]), name="billing_line_kind_known"
            ),
            models.CheckConstraint(condition=Q(gross=F("net") + F("tax")), name="billing_line_adds_up"),
        ]
        indexes = [models.Index(fields=["lease_id", "since"], name="billing_line_by_lease")]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.position}"

    @property
    def text(self) -> str:
        """What it is for, in the reader's language."""
        return in_reader_language(self.text_zh, self.text_en)
