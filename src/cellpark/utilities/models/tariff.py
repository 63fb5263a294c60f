"""Tariffs and their prices."""

from typing import Any

from django.db import models
from django.db.models import Q

from cellpark.base.fields import BilingualName, identifier
from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel
from cellpark.utilities.states import Utility


class Tariff(TenantModel, BilingualName):
    """What a unit of a utility costs, for the points that name it."""

    id = identifier()
    code = models.CharField(max_length=30)
    utility = models.CharField(max_length=20)
    bands: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            *BilingualName.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "code"], name="utilities_tariff_code_once"),
            models.CheckConstraint(
                condition=Q(utility__in=[each.value for each in Utility]), name="utilities_tariff_utility_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class TariffPrice(AppendOnlyModel, TenantModel):
    """Prices from a day until the next. ``prices``: band -> pairs of (units a month from which, price) as texts."""

    id = identifier()
    tariff = models.ForeignKey("utilities.Tariff", on_delete=models.PROTECT, related_name="prices")
    since = models.DateField()
    prices: "models.JSONField[Any, Any]" = models.JSONField()
    minimum = models.DecimalField(max_digits=12, decimal_places=2)
    tax = models.DecimalField(max_digits=6, decimal_places=4)

    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        constraints = [
            # one price holds on a day
            models.UniqueConstraint(fields=["tariff", "since"], name="utilities_price_since_once"),
            models.CheckConstraint(condition=Q(minimum__gte=0, tax__gte=0, tax__lt=1), name="utilities_price_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.tariff_id} {self.since}"
