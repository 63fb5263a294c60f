"""The work and hold times that run, as rows for the worker that watches them (T10)."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel


class RunningTime(TenantModel):
    """One time with a latest end; ``noticed``: the worker saw that it ran over.

    A row stands while the time runs; the stream of the batch says everything else.
    """

    id = identifier()
    batch = models.ForeignKey("batches.Batch", on_delete=models.PROTECT, related_name="running_times")
    step = models.CharField(max_length=80)
    field = models.CharField(max_length=80)
    since = models.DateTimeField()
    due_at = models.DateTimeField()
    noticed = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=models.Q(noticed=False), name="batches_running_time_due")]
        constraints = [
            # one field of one step runs once
            models.UniqueConstraint(fields=["batch", "step", "field"], name="batches_running_time_once"),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.field}"
