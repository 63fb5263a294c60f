"""What other apps hand in to be billed."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier, in_reader_language
from cellpark.base.models import SharedModel
from cellpark.billing.models.amounts import Amounts
from cellpark.billing.states import ChargeState


class Charge(Amounts, SharedModel):
    """An amount for days [since, until) that the next bill of the debtor takes up, once; known by its source.

    One that stands instead of a charge that was billed ``waits_for`` the credit note over that one: it is billed once
    the note is issued, and taken back when it is declined, so that never both are owed.
    """

    id = identifier()
    debtor_id = models.UUIDField()
    since = models.DateField()
    until = models.DateField()
    text_zh = models.CharField(max_length=300, blank=True, default="")
    text_en = models.CharField(max_length=300, blank=True, default="")
    tax_rate = models.DecimalField(max_digits=9, decimal_places=6, default=Decimal(0))
    source_kind = models.CharField(max_length=40)
    source_id = models.CharField(max_length=120)
    state = models.CharField(max_length=20, default=ChargeState.PENDING)
    bill_id = models.UUIDField(null=True)
    posted_at = models.DateTimeField()
    waits_for = models.ForeignKey("billing.CreditNote", on_delete=models.PROTECT, null=True, related_name="+")

    never_deleted = True

    class Meta:
        constraints = [
            # what is handed in twice is one charge
            models.UniqueConstraint(
                fields=["organisation", "source_kind", "source_id"], name="billing_charge_source_once"
            ),
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="billing_charge_has_days"),
            models.CheckConstraint(condition=Q(gross=F("net") + F("tax")), name="billing_charge_adds_up"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ChargeState]), name="billing_charge_state_known"
            ),
            # a charge is billed exactly when a bill holds it
            models.CheckConstraint(
                condition=Q(state=ChargeState.BILLED, bill_id__isnull=False)
                | (~Q(state=ChargeState.BILLED) & Q(bill_id__isnull=True)),
                name="billing_charge_billed_has_bill",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "debtor_id"],
                condition=Q(state=ChargeState.PENDING),
                name="billing_charge_pending",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_kind}/{self.source_id}"

    @property
    def text(self) -> str:
        """What it is for, in the reader's language."""
        return in_reader_language(self.text_zh, self.text_en)

    @property
    def positive(self) -> bool:
        """Whether the debtor owes it, rather than the operator."""
        return bool(self.gross > Decimal(0))
