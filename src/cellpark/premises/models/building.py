"""Buildings as they are let."""

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import BilingualName, identifier
from cellpark.base.models import TenantModel


class Building(TenantModel, BilingualName):
    """One building of the operator: a fold of ``premises/<id>``. Its plate is schematic, in decimetres."""

    id = identifier()
    park = models.ForeignKey("space.Park", on_delete=models.PROTECT, null=True, related_name="+")
    phase = models.CharField(max_length=60, blank=True, default="")
    code = models.CharField(max_length=20)
    lowest_floor = models.SmallIntegerField()
    highest_floor = models.SmallIntegerField()
    width_dm = models.PositiveIntegerField()
    depth_dm = models.PositiveIntegerField()
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            *BilingualName.Meta.constraints,
            # files and people name a building by its code
            models.UniqueConstraint(fields=["organisation", "code"], name="premises_building_code_once"),
            # a building without a floor holds no room, and none has a floor between two of its own
            models.CheckConstraint(
                condition=Q(highest_floor__gte=F("lowest_floor")), name="premises_building_floors_in_order"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "phase", "code"], name="premises_building_by_phase")]

    def __str__(self) -> str:
        return self.code

    @property
    def floors(self) -> range:
        """Its floors from the lowest to the highest; there is no floor 0 where a house counts from 1."""
        return range(self.lowest_floor, self.highest_floor + 1)
