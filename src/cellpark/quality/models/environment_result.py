"""One reading of the environment of a room."""

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.quality.states import EnvironmentState, Monitoring


class EnvironmentResult(TenantModel):
    """A plate, an air sample or a particle count at a place of a room, with the limit of its grade (A1-1a).

    ``limit`` is the highest value that passes, in the unit of the method; ``source`` names the table it is from.
    """

    never_deleted = True
    id = identifier()
    room = models.UUIDField()
    room_code = models.CharField(max_length=60)
    grade = models.CharField(max_length=3)
    location = models.CharField(max_length=80)
    method = models.CharField(max_length=20)
    value = models.CharField(max_length=40)
    limit = models.CharField(max_length=40)
    source = models.CharField(max_length=120)
    passes = models.BooleanField()
    sampled_at = models.DateTimeField()
    state = models.CharField(max_length=20, default=EnvironmentState.RECORDED)
    recorded_by = models.UUIDField()
    recorded_at = models.DateTimeField()
    verified_by = models.UUIDField(null=True)
    verified_at = models.DateTimeField(null=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["room", "sampled_at"], name="quality_environment_of_room"),
            models.Index(fields=["organisation", "sampled_at", "id"], name="quality_environment_in_order"),
            models.Index(fields=["organisation", "state"], name="quality_environment_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in EnvironmentState]),
                name="quality_environment_state_known",
            ),
            models.CheckConstraint(
                condition=Q(method__in=[each.value for each in Monitoring]), name="quality_environment_method_known"
            ),
            # whoever read the plate does not verify the reading (T5)
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("recorded_by")),
                name="quality_environment_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room_code} {self.location}"

    @property
    def stream(self) -> str:
        """The stream of this reading."""
        return f"quality-environment/{self.id}"
