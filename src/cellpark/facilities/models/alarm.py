"""What a building system says."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.facilities.states import AlarmState, Severity


class Alarm(TenantModel):
    """One alarm of one point of a building system: a fold of ``facility-point/<id>``.

    ``known`` says whether ``place`` names a room of the premises; an alarm from elsewhere is kept and flagged.
    """

    id = identifier()
    source = models.CharField(max_length=60)
    external = models.CharField(max_length=100)
    point = models.CharField(max_length=100)
    room_id = models.UUIDField(null=True)
    place = models.CharField(max_length=120, blank=True, default="")
    known = models.BooleanField(default=True)
    severity = models.CharField(max_length=10)
    text = models.CharField(max_length=500, blank=True, default="")
    state = models.CharField(max_length=10, default=AlarmState.RAISED)
    raised_at = models.DateTimeField()
    received_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)
    order_id = models.UUIDField(null=True)

    never_deleted = True

    class Meta:
        constraints = [
            # a building system sends again what it does not know to have arrived
            models.UniqueConstraint(fields=["organisation", "source", "external"], name="facilities_alarm_once"),
            models.CheckConstraint(
                condition=Q(
                    severity__in=[each.value for each in Severity], state__in=[each.value for each in AlarmState]
                ),
                name="facilities_alarm_kinds_known",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "raised_at"], name="facilities_alarm_by_state"),
            models.Index(fields=["order_id"], name="facilities_alarm_by_order", condition=Q(order_id__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.external}"
