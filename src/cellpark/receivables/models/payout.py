"""Money that leaves an account: what was overpaid, and deposits."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel
from cellpark.receivables.models.payment import money
from cellpark.receivables.states import PayoutKind, PayoutState


class Payout(SharedModel):
    """Paid back, of a payment (``refund``) or of the deposit that a bill asked for (``return``, ``set_off``).

    Over a stated amount a second person decides. ``made`` is the payment that a set-off became.
    """

    id = identifier()
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20, default=PayoutState.PROPOSED)
    debtor_id = models.UUIDField()
    payment = models.ForeignKey("receivables.Payment", on_delete=models.PROTECT, null=True, related_name="payouts")
    bill = models.ForeignKey("billing.Bill", on_delete=models.PROTECT, null=True, related_name="+")
    made = models.ForeignKey("receivables.Payment", on_delete=models.PROTECT, null=True, related_name="+")
    currency = models.CharField(max_length=3, default="CNY")
    amount = money()
    reason = models.TextField()
    proposed_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    done_on = models.DateField(null=True)

    never_deleted = True

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=Decimal(0)), name="receivables_payout_positive"),
            models.CheckConstraint(
                condition=Q(kind=PayoutKind.REFUND, payment__isnull=False, bill__isnull=True)
                | Q(kind__in=[PayoutKind.RETURN, PayoutKind.SET_OFF], payment__isnull=True, bill__isnull=False),
                name="receivables_payout_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in PayoutState]), name="receivables_payout_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=PayoutState.DONE, done_on__isnull=False)
                | (~Q(state=PayoutState.DONE) & Q(done_on__isnull=True)),
                name="receivables_payout_done_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state"], name="receivables_payout_by_state"),
            models.Index(fields=["debtor_id"], name="receivables_payout_by_debtor"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"
