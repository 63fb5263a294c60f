"""What is known of a node beyond the park's own books."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.chain.states import Metric


class MarketFact(TenantModel):
    """One dated figure with its source; the latest on or before a day counts. Shares 0 to 1. A fold of its event."""

    id = identifier()
    node = models.CharField(max_length=8)
    area = models.CharField(max_length=80)
    metric = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    unit = models.CharField(max_length=40, blank=True, default="")
    source = models.CharField(max_length=200)
    day = models.DateField()
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(metric__in=[each.value for each in Metric]) & Q(value__gte=0),
                name="chain_marketfact_metric_known",
            ),
            # a file that is read again adds nothing; another source may say otherwise on the same day
            models.UniqueConstraint(
                fields=["organisation", "area", "node", "metric", "day", "source"], name="chain_marketfact_once"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "area", "node", "metric"], name="chain_fact_by_area")]

    def __str__(self) -> str:
        return f"{self.area} {self.node} {self.metric}"
