"""What went wrong on the way, and what the quality unit decided."""

from typing import Any

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel
from cellpark.shipments.states import ExcursionState


class Excursion(SharedModel):
    """One excursion: every container inside waits until it is decided (CN-4b, CN-4c). ``findings`` say what was seen.

    ``held`` are the containers that this excursion put into quarantine.
    """

    id = identifier()
    shipment = models.ForeignKey("shipments.Shipment", on_delete=models.PROTECT, related_name="excursions")
    number = models.CharField(max_length=60)
    state = models.CharField(max_length=20, default=ExcursionState.OPEN)
    findings: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    held: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    reason = models.TextField(blank=True, default="")
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    never_deleted = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shipment", "number"], name="shipments_excursion_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ExcursionState]), name="shipments_excursion_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.number
