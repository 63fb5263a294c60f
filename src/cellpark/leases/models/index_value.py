"""Published index values, as dated records."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel


class IndexValue(AppendOnlyModel, TenantModel):
    """The value of an index for a month such as ``2027-03``, when and where it was published; the latest record holds.

    Written once: a correction is a further record.
    """

    id = identifier()
    name = models.CharField(max_length=60)
    month = models.CharField(max_length=7)
    figure = models.DecimalField(max_digits=20, decimal_places=6)
    published_on = models.DateField()
    source = models.CharField(max_length=300)
    recorded_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        indexes = [models.Index(fields=["organisation", "name", "month"], name="leases_index_by_month")]

    def __str__(self) -> str:
        return f"{self.name} {self.month}"
