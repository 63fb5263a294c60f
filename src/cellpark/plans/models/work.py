"""Work in the background: plans that are drawn up, chances that are counted."""

from typing import Any

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.plans.states import WorkKind, WorkState


class Work(TenantModel):
    """One request, and how far it is. What came of it is a plan or ``answer``; ``problems`` say why nothing did.

    This row is the progress of the work; what was decided on its result stands in the ledger.
    """

    id = identifier()
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=WorkState.WAITING)
    asked: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    share = models.FloatField(default=0.0)
    stop_wanted = models.BooleanField(default=False)
    plan = models.UUIDField(null=True)
    answer: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    problems: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["organisation", "kind", "asked_at"], name="plans_work_when")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in WorkState]), name="plans_work_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in WorkKind]), name="plans_work_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
