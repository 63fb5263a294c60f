"""Line clearances."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.equipment.states import ClearanceState


class LineClearance(TenantModel):
    """A room found empty and clean by one person and verified by another, both by signing; valid for a time, spent by
    the next use.
    """

    id = identifier()
    room = models.ForeignKey("equipment.Room", on_delete=models.PROTECT, related_name="clearances")
    items = ArrayField(models.CharField(max_length=40))
    state = models.CharField(max_length=10, default=ClearanceState.NOTED)
    checked_by = models.UUIDField(null=True)
    checked_at = models.DateTimeField()
    checked_signature = models.UUIDField(null=True)
    verified_by = models.UUIDField(null=True)
    verified_at = models.DateTimeField(null=True)
    verified_signature = models.UUIDField(null=True)
    valid_until = models.DateTimeField()
    # the work that used it; another batch needs another clearance
    work = models.ForeignKey("equipment.OpenWork", on_delete=models.PROTECT, null=True, related_name="clearances")
    version = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["room", "state"], name="equipment_clearance_of_room")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ClearanceState]), name="equipment_clearance_state_known"
            ),
            # 211-3b: two different people, whatever the program believes
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("checked_by")), name="equipment_clearance_by_two"
            ),
            # P11-8a: a tick is no signature; the clearance holds when both people have signed
            models.CheckConstraint(
                condition=~Q(state=ClearanceState.IN_FORCE)
                | Q(checked_signature__isnull=False, verified_signature__isnull=False, verified_at__isnull=False),
                name="equipment_clearance_signed_by_two",
            ),
            # two clearances at a time would leave open which one the work used
            models.UniqueConstraint(
                fields=["room"], condition=~Q(state=ClearanceState.VOID), name="equipment_clearance_one_of_a_room"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room_id} {self.state}"

    @property
    def stream(self) -> str:
        """Its record in the ledger, over which both people sign."""
        return f"clearance/{self.id}"
