"""A tube in the queue of analyses."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.quality.states import TubeState


class TubeRun(TenantModel):
    """One kept tube that the worker analyses with one strategy; it ends with values and their digest, or with problems.

    A run is a look at a tube, not yet a result: a result is entered in its test, and computed again there.
    """

    never_deleted = True
    id = identifier()
    file = models.UUIDField()
    name = models.CharField(max_length=200)
    strategy = models.ForeignKey("quality.GatingStrategy", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default=TubeState.QUEUED)
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True, default="")
    problems = models.JSONField(default=list)
    version = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["organisation", "asked_at"], name="quality_tube_run_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in TubeState]), name="quality_tube_run_state_known"
            ),
            # an end says what came out
            models.CheckConstraint(
                condition=~Q(state=TubeState.ANALYSED.value) | ~Q(digest=""), name="quality_tube_run_has_digest"
            ),
            models.CheckConstraint(
                condition=~Q(state=TubeState.REFUSED.value) | ~Q(problems=[]), name="quality_tube_run_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stream(self) -> str:
        """The stream of this run."""
        return f"quality-tube/{self.id}"
