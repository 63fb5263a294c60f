"""Searches that found nobody."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel


class MissedSearch(TenantModel):
    """Somebody looked for a node in a park and found nobody: theirs; the park learns node, park and day. A fold."""

    id = identifier()
    node = models.CharField(max_length=8)
    area = models.CharField(max_length=80)
    words = models.CharField(max_length=200)
    day = models.DateField()
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            # whoever looks again on the same day wants the same thing
            models.UniqueConstraint(
                fields=["organisation", "area", "node", "day"], name="chain_missedsearch_once_a_day"
            ),
        ]
        indexes = [models.Index(fields=["area", "node"], name="chain_search_by_area")]

    def __str__(self) -> str:
        return f"{self.area} {self.node}"
