"""What the operator asks for rooms of one use."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel


class AskingRent(AppendOnlyModel, TenantModel):
    """The rent asked for one square metre of net area a month, in CNY without tax, from ``since`` on.

    Written once: another one from the same day takes its place, and the latest record holds.
    """

    id = identifier()
    use = models.CharField(max_length=20)
    rate = models.DecimalField(max_digits=12, decimal_places=2)
    since = models.DateField()
    recorded_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rate__gte=0), name="leases_asking_not_negative"),
        ]
        indexes = [models.Index(fields=["organisation", "use", "since"], name="leases_asking_by_day")]

    def __str__(self) -> str:
        return f"{self.use} {self.rate}"
