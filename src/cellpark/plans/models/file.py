"""Facts, schedules and documents of plans by their hash."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel


class PlanFile(AppendOnlyModel, TenantModel):
    """The content that has this SHA-256, compressed; the ledger keeps the hash, this the bytes."""

    id = identifier()
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    content = models.BinaryField()
    kept_at = models.DateTimeField()
    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        db_table = "plans_file"
        constraints = [
            # one hash, one content
            models.UniqueConstraint(fields=["organisation", "sha256"], name="plans_file_once"),
        ]

    def __str__(self) -> str:
        return self.sha256
