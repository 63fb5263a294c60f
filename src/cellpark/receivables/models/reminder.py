"""Letters that were sent about what is overdue."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel
from cellpark.receivables.models.payment import money

STEPS = (1, 2, 3)


class Reminder(SharedModel):
    """One letter of step 1 to 3: about which bills, over how much, in which words; written once."""

    id = identifier()
    debtor_id = models.UUIDField()
    step = models.PositiveSmallIntegerField()
    sent_on = models.DateField()
    bills = ArrayField(models.UUIDField())
    currency = models.CharField(max_length=3, default="CNY")
    amount = money()
    text_zh = models.TextField()
    text_en = models.TextField()
    sent_by = models.UUIDField(null=True)
    sent_at = models.DateTimeField()

    append_only = True

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(step__in=STEPS), name="receivables_reminder_step_known"),
            # a second click sends no second letter
            models.UniqueConstraint(
                fields=["organisation", "debtor_id", "step", "sent_on"], name="receivables_reminder_once_a_day"
            ),
        ]
        indexes = [models.Index(fields=["debtor_id", "sent_on"], name="receivables_reminder_by_debtor")]

    def __str__(self) -> str:
        return f"{self.step} {self.sent_on}"
