"""Credit notes: what is taken back of a bill, whole or by line."""

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel
from cellpark.billing.models.amounts import Amounts
from cellpark.billing.states import CreditState


class CreditNote(Amounts, SharedModel):
    """The reversal of lines of one bill. It has a number once it is issued, by a second person over a stated amount.

    ``correcting``: the lines are billed again as the lease says, because it says something else now or they are owed
    after all.
    """

    id = identifier()
    number = models.CharField(max_length=20, blank=True, default="")
    bill = models.ForeignKey("billing.Bill", on_delete=models.PROTECT, related_name="credits")
    debtor_id = models.UUIDField()
    state = models.CharField(max_length=20, default=CreditState.PROPOSED)
    reason = models.TextField()
    correcting = models.BooleanField(default=False)
    proposed_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    issued_on = models.DateField(null=True)

    never_deleted = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], condition=~Q(number=""), name="billing_credit_number_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in CreditState]), name="billing_credit_state_known"
            ),
            # a number is given exactly when the note counts
            models.CheckConstraint(
                condition=(Q(state=CreditState.ISSUED) & ~Q(number="") & Q(issued_on__isnull=False))
                | (~Q(state=CreditState.ISSUED) & Q(number="")),
                name="billing_credit_issued_has_number",
            ),
            models.CheckConstraint(condition=Q(gross=F("net") + F("tax")), name="billing_credit_adds_up"),
        ]
        indexes = [
            models.Index(fields=["debtor_id", "issued_on"], name="billing_credit_by_debtor"),
            models.Index(fields=["organisation", "state"], name="billing_credit_by_state"),
        ]

    def __str__(self) -> str:
        return self.number or str(self.id)


class CreditLine(Amounts, SharedModel):
    """A line of a bill that is taken back; ``void`` once its note was declined."""

    id = identifier()
    note = models.ForeignKey("billing.CreditNote", on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey("billing.BillLine", on_delete=models.PROTECT, related_name="credits")
    void = models.BooleanField(default=False)

    never_deleted = True

    class Meta:
        constraints = [
            # a line is taken back once
            models.UniqueConstraint(fields=["line"], condition=Q(void=False), name="billing_line_credited_once"),
        ]

    def __str__(self) -> str:
        return f"{self.note_id} {self.line_id}"
