"""A slot that is kept for an order."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.plans.states import HoldState


class SlotHold(TenantModel):
    """A slot in an organisation's plan: a fold of ``slot-hold/<id>``. Where it is stands in a file, by its SHA-256.

    ``ends_at`` is the day that was promised; ``kept_on`` when what was ordered was really ready, once that is known.
    """

    id = identifier()
    order = models.UUIDField()
    number = models.CharField(max_length=60)
    plan = models.UUIDField()
    state = models.CharField(max_length=10, default=HoldState.HELD)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    until = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    held_at = models.DateTimeField()
    held_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    kept_on = models.DateTimeField(null=True)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        db_table = "plans_hold"
        constraints = [
            # an order has one place
            models.UniqueConstraint(
                fields=["order"], condition=Q(state__in=["held", "taken"]), name="plans_hold_order_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in HoldState]), name="plans_hold_state_known"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state", "until"], name="plans_hold_by_state")]

    def __str__(self) -> str:
        return self.number
