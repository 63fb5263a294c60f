"""Closed periods and what everybody owes for them."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel, TenantModel
from cellpark.utilities.states import PeriodState, ShareState, Utility


class Period(TenantModel):
    """Days of one utility that are settled; each begins where the last one ended, so that no day is settled twice.

    ``keys``: point id -> key and weights as they were, for corrections. It is settled at once; the charges of its
    ``shares_all`` shares follow in chunks, in the order of their ids: ``cursor`` is the last one that was handed in.
    """

    id = identifier()
    utility = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField()
    net = models.DecimalField(max_digits=16, decimal_places=2)
    keys: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    closed_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=PeriodState.CLOSED)
    cursor = models.UUIDField(null=True)
    shares_all = models.PositiveIntegerField(default=0)
    shares_done = models.PositiveIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "utility", "since"], name="utilities_period_since_once"),
            models.UniqueConstraint(fields=["organisation", "utility", "until"], name="utilities_period_until_once"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="utilities_period_has_days"),
            models.CheckConstraint(
                condition=Q(utility__in=[each.value for each in Utility]), name="utilities_period_utility_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in PeriodState]), name="utilities_period_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.utility} {self.since}"


class Share(SharedModel):
    """What a tenant owes for a point and a room in a period; ``tenant_id`` is empty where the park bears it.

    ``why`` holds the lines: days, band, quantity, price, amount; for common use also the weight of all weights, and the
    whole amount. ``charge_id`` is the charge of ``cellpark.billing``.
    """

    id = identifier()
    period = models.ForeignKey("utilities.Period", on_delete=models.PROTECT, related_name="shares")
    point = models.ForeignKey("utilities.Point", on_delete=models.PROTECT, related_name="shares")
    room = models.ForeignKey("premises.Room", on_delete=models.PROTECT, related_name="+")
    tenant = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    tenant_name = models.CharField(max_length=200, blank=True, default="")
    point_code = models.CharField(max_length=40)
    room_code = models.CharField(max_length=60)
    utility = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField()
    quantity = models.DecimalField(max_digits=16, decimal_places=3)
    net = models.DecimalField(max_digits=14, decimal_places=2)
    tax = models.DecimalField(max_digits=6, decimal_places=4)
    why: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, default=ShareState.STANDING)
    charge_id = models.UUIDField(null=True)

    never_deleted = True

    class Meta:
        constraints = [
            # nobody owes the same twice
            models.UniqueConstraint(
                fields=["period", "point", "room", "tenant", "tax"],
                condition=Q(state=ShareState.STANDING),
                nulls_distinct=False,
                name="utilities_share_standing_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ShareState]), name="utilities_share_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "state"], name="utilities_share_by_tenant"),
            models.Index(fields=["point", "since"], name="utilities_share_by_point"),
        ]

    def __str__(self) -> str:
        return f"{self.point_code} {self.since}"
