"""Batches that were stopped together."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel


class RecallOrder(TenantModel):
    """One decision on many batches, with one reason: a fold of ``recall/<id>``.

    ``kind`` and ``thing`` say where the trace began: a lot, a room, a piece of equipment, a person, a container.
    """

    id = identifier()
    kind = models.CharField(max_length=20)
    thing = models.UUIDField()
    name = models.CharField(max_length=200)
    reason = models.TextField()
    batches = models.JSONField(default=list)
    ordered_by = models.UUIDField(null=True)
    ordered_at = models.DateTimeField()
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        indexes = [models.Index(fields=["organisation", "ordered_at"], name="release_recall_when")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
