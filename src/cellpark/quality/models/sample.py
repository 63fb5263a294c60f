"""One sample in the laboratory."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.quality.states import SampleState


class QualitySample(TenantModel):
    """A sample with an identity of its own: the container that a batch filled, a leaf of its genealogy (CN-4c).

    ``container`` and ``batch`` are ids; their code and number stand beside them, so that a list reads one table.
    """

    never_deleted = True
    id = identifier()
    container = models.UUIDField()
    code = models.CharField(max_length=60)
    batch = models.UUIDField()
    batch_number = models.CharField(max_length=40)
    product = models.CharField(max_length=80, blank=True, default="")
    coi = models.CharField(max_length=80, blank=True, default="")
    specification = models.ForeignKey("quality.Specification", on_delete=models.PROTECT, related_name="samples")
    stage = models.CharField(max_length=20)
    state = models.CharField(max_length=20, default=SampleState.REGISTERED)
    place = models.CharField(max_length=120, blank=True, default="")
    taken_at = models.DateTimeField()
    registered_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    received_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state", "registered_at"], name="quality_sample_by_state"),
            models.Index(fields=["batch"], name="quality_sample_of_batch"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in SampleState]), name="quality_sample_state_known"
            ),
            # one container is one sample: a code leads to one chain of custody
            models.UniqueConstraint(fields=["organisation", "container"], name="quality_sample_container_once"),
            models.UniqueConstraint(fields=["organisation", "code"], name="quality_sample_code_once"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def stream(self) -> str:
        """The stream of this sample."""
        return f"quality-sample/{self.id}"
