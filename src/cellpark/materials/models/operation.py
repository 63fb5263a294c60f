"""What was done to containers."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import AppendOnlyModel, ScopedManager, ScopedWrites


class Operation(AppendOnlyModel, ScopedWrites):
    """One split, pool, transfer, derivation, sampling, use or destruction; written once.

    ``consumed`` and ``produced`` are ``[{"container": id, "quantity": quantity}]``, ``losses`` what was declared lost.
    """

    tenant_column = "organisation_id"

    id = identifier()
    organisation = models.ForeignKey("identity.Organisation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    consumed = models.JSONField()
    produced = models.JSONField()
    losses = models.JSONField()
    batch = models.UUIDField(null=True)
    step = models.CharField(max_length=40, blank=True, default="")
    room = models.UUIDField(null=True)
    equipment = models.JSONField(default=list)
    performers = models.JSONField(default=list)
    done_at = models.DateTimeField()
    version = models.BigIntegerField(default=1)

    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "done_at"], name="materials_operation_when"),
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="materials_operation_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
