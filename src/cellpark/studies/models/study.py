"""One capacity study: what was asked, how far it is, what came of it."""

from typing import Any

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.studies.states import StudyState


class Study(TenantModel):
    """A study of an organisation's plant and one of its recipes; ``asked`` and ``answer`` are plain forms.

    ``problems`` say why nothing came of it. A study decides nothing, so this row is all there is of it.
    """

    id = identifier()
    name = models.CharField(max_length=120)
    recipe = models.CharField(max_length=64)
    mbr = models.CharField(max_length=80)
    state = models.CharField(max_length=10, default=StudyState.WAITING)
    asked: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    costs = models.TextField(blank=True, default="")
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    share = models.FloatField(default=0.0)
    stop_wanted = models.BooleanField(default=False)
    answer: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    problems: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["organisation", "asked_at"], name="studies_study_when")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in StudyState]), name="studies_study_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name
