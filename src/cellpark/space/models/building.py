"""Buildings."""

from django.db import models

from cellpark.space.models.published import Mapped, Published
from cellpark.space.states import BuildingUse


class Building(Published, Mapped):
    """One building: what it is for and in which phase it stands, as far as published."""

    phase = models.ForeignKey("space.Phase", on_delete=models.PROTECT, null=True, related_name="buildings")
    use = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        ordering = ["park", "position"]
        constraints = [
            *Published.Meta.constraints,
            *Mapped.Meta.constraints,
            # the map's patterns and the legend know these uses only
            models.CheckConstraint(
                condition=models.Q(use__in=["", *[use.value for use in BuildingUse]]), name="space_building_use_known"
            ),
        ]
