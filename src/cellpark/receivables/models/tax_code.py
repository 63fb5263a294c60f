"""By which code of goods and services a kind of line is invoiced."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel
from cellpark.receivables.states import TAXED_KINDS


class TaxCode(AppendOnlyModel, TenantModel):
    """The tax classification code of one kind of line from ``since`` on, with its short name.

    Written once: of several from the same day the latest record holds.
    """

    id = identifier()
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=19)
    name = models.CharField(max_length=100, blank=True, default="")
    since = models.DateField()
    recorded_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in TAXED_KINDS]), name="receivables_tax_code_kind_known"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "kind", "since"], name="receivables_tax_code_by_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
