"""Service platforms as published."""

from django.db import models

from cellpark.space.models.published import Published
from cellpark.space.states import PlatformKind, PlatformStanding


class Platform(Published):
    """A service platform that a source names: its kind, whether it is there or signed, and who provides it."""

    kind = models.CharField(max_length=30)
    standing = models.CharField(max_length=20)
    provider = models.ForeignKey("space.Company", on_delete=models.PROTECT, null=True, related_name="platforms")

    class Meta:
        ordering = ["park", "position"]
        constraints = [
            *Published.Meta.constraints,
            # the eight kinds are the order in which every park page lists platforms
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in PlatformKind]), name="space_platform_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(standing__in=[standing.value for standing in PlatformStanding]),
                name="space_platform_standing_known",
            ),
        ]
