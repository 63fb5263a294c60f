"""Containers in rooms."""

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.equipment.states import Content, Infectious, Openness

_EXPOSED = [Openness.OPEN.value, Openness.PUNCTURED.value]


class Placement(TenantModel):
    """One container in one room, perhaps inside a piece of equipment, and how far it is open."""

    id = identifier()
    room = models.ForeignKey("equipment.Room", on_delete=models.PROTECT, related_name="placements")
    equipment = models.ForeignKey("equipment.Equipment", on_delete=models.PROTECT, null=True, related_name="placements")
    container = models.UUIDField()
    code = models.CharField(max_length=80)
    content = models.CharField(max_length=10)
    infectious = models.CharField(max_length=10)
    batch = models.CharField(max_length=60, blank=True, default="")
    donor = models.CharField(max_length=60, blank=True, default="")
    openness = models.CharField(max_length=10, default=Openness.CLOSED)
    work = models.ForeignKey("equipment.OpenWork", on_delete=models.PROTECT, null=True, related_name="placements")
    by = models.UUIDField(null=True)
    since = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["room", "removed_at"], name="equipment_placed_in_room"),
            models.Index(fields=["container", "since"], name="equipment_places_of_container"),
        ]
        constraints = [
            # a container is in one place
            models.UniqueConstraint(
                fields=["organisation", "container"], condition=Q(removed_at=None), name="equipment_placed_once"
            ),
            models.CheckConstraint(
                condition=Q(content__in=[each.value for each in Content])
                & Q(infectious__in=[each.value for each in Infectious])
                & Q(openness__in=[each.value for each in Openness]),
                name="equipment_placement_values_known",
            ),
            # ATMP-3a, CN-4e: whatever is exposed belongs to the one open work of its room
            models.CheckConstraint(
                condition=~Q(openness__in=_EXPOSED) | Q(work__isnull=False) | Q(removed_at__isnull=False),
                name="equipment_exposed_within_work",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(removed_at__gte=F("since")), name="equipment_placement_ends_after"
            ),
        ]

    def __str__(self) -> str:
        return self.code
