"""What happened to an order, as every party may read it."""

from typing import Any

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import AppendOnlyModel, SharedManager, SharedModel


class OrderStep(AppendOnlyModel, SharedModel):
    """One entry of an order for those who do not read the maker's ledger: its id is the event's."""

    id = identifier()
    order = models.ForeignKey("orders.TreatmentOrder", on_delete=models.PROTECT, related_name="steps")
    type = models.CharField(max_length=60)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)
    by_organisation = models.UUIDField(null=True)
    state = models.CharField(max_length=20)
    reason = models.TextField(blank=True, default="")
    details: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    number = models.BigIntegerField()

    objects = SharedManager()  # type: ignore[misc,assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "number"], name="orders_step_number_once")]

    def __str__(self) -> str:
        return f"{self.type} {self.at}"
