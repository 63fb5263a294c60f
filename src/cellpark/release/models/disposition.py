"""What was decided on one batch, and what the decision rests on."""

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.release.states import DispositionState


class BatchDisposition(TenantModel):
    """The file of a batch at the release desk: a fold of ``release/<batch>``, one file a batch.

    ``reviewed`` are the streams whose audit trail somebody independent has read, with the version up to which. The
    columns of the plan and of the physician belong to two-stage release.
    """

    id = identifier()
    batch = models.OneToOneField("batches.Batch", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default=DispositionState.PENDING)
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    signature = models.UUIDField(null=True)
    reviewed = models.JSONField(default=dict)
    reviewed_by = models.UUIDField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    finding = models.TextField(blank=True, default="")
    plan = models.TextField(blank=True, default="")
    plan_at = models.DateTimeField(null=True)
    late_seen = models.TextField(blank=True, default="")
    inform_due_at = models.DateTimeField(null=True)
    informed_at = models.DateTimeField(null=True)
    informed_how = models.TextField(blank=True, default="")
    destroyed_by = models.UUIDField(null=True)
    destroyed_how = models.TextField(blank=True, default="")
    witnessed_by = models.UUIDField(null=True)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "opened_at"], name="release_disposition_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in DispositionState]),
                name="release_disposition_state_known",
            ),
            # nobody is told in time without a time
            models.CheckConstraint(
                condition=Q(informed_at=None) | ~Q(inform_due_at=None), name="release_disposition_informed_when_due"
            ),
            # nobody is witness of what they destroyed themselves
            models.CheckConstraint(
                condition=Q(witnessed_by=None) | ~Q(witnessed_by=F("destroyed_by")),
                name="release_disposition_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.state}"
