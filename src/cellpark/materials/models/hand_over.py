"""A container on its way from one person's hands to another's."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.materials.states import HandOverState


class HandOver(TenantModel):
    """One hand-over: offered by a scan, accepted by a second scan that matches (CN-4k, LBL-5)."""

    id = identifier()
    container = models.ForeignKey("materials.Container", on_delete=models.PROTECT, related_name="hand_overs")
    state = models.CharField(max_length=20, default=HandOverState.OFFERED)
    giver = models.UUIDField(null=True)
    receiver = models.UUIDField(null=True)
    place = models.CharField(max_length=120, blank=True, default="")
    seal = models.CharField(max_length=60, blank=True, default="")
    offered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            # a container is on its way to one person at a time
            models.UniqueConstraint(
                fields=["container"],
                condition=models.Q(state=HandOverState.OFFERED),
                name="materials_hand_over_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"hand-over {self.id}"
