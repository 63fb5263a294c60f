"""What was done to containers."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cellpark.base.fields import identifier
from cellpark.base.models import AppendOnlyModel, ScopedManager, ScopedWrites


class StandingManager(ScopedManager):
    """Gives the operations in scope that stand: none that was corrected."""

    def get_queryset(self) -> "models.QuerySet[Any]":
        """The rows in scope but for the corrected ones."""
        return super().get_queryset().filter(~Exists(Operation.ever.filter(corrects=OuterRef("pk"))))


class Operation(AppendOnlyModel, ScopedWrites):
    """One split, pool, transfer, derivation, sampling, use or destruction; written once.

    ``consumed`` and ``produced`` are ``[{"container": id, "quantity": quantity}]``, ``losses`` what was declared lost.
    ``corrects`` is the operation that this one stands for (T11); ``ever`` reads the corrected ones too.
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
    corrects = models.UUIDField(null=True)
    version = models.BigIntegerField(default=1)

    objects = StandingManager()  # type: ignore[misc,assignment]
    ever = ScopedManager()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "done_at"], name="materials_operation_when"),
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="materials_operation_batch"),
        ]
        constraints = [
            # one operation stands for a corrected one, so that its amounts are counted once
            models.UniqueConstraint(
                fields=["corrects"], condition=Q(corrects__isnull=False), name="materials_operation_corrected_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
