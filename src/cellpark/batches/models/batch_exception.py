"""What went otherwise than the recipe says, and what became of it."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.batches.states import ExceptionState


class BatchException(TenantModel):
    """One exception against a batch: a fold of ``exception/<id>``. ``reaction`` is what the recipe wants."""

    id = identifier()
    batch = models.ForeignKey("batches.Batch", on_delete=models.PROTECT, related_name="exceptions")
    number = models.CharField(max_length=40)
    cause = models.CharField(max_length=20)
    step = models.CharField(max_length=80, blank=True, default="")
    field = models.CharField(max_length=80, blank=True, default="")
    reaction = models.CharField(max_length=40)
    seen = models.TextField(blank=True, default="")
    state = models.CharField(max_length=20, default=ExceptionState.OPEN)
    classification = models.CharField(max_length=20, blank=True, default="")
    finding = models.TextField(blank=True, default="")
    disposition = models.CharField(max_length=20, blank=True, default="")
    capa = models.CharField(max_length=80, blank=True, default="")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "opened_at"], name="batches_exception_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ExceptionState]), name="batches_exception_state_known"
            ),
            # a report names an exception by its number
            models.UniqueConstraint(fields=["batch", "number"], name="batches_exception_number_once"),
        ]

    def __str__(self) -> str:
        return self.number
