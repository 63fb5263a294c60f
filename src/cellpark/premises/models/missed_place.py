"""Searches for a place without a hit."""

from typing import Any

from django.db import models
from django.utils.http import urlencode

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel


class MissedPlace(TenantModel):
    """Somebody looked for a place and none had all of it: a fold of ``premises-search/<id>``, the operator's own.

    ``wanted``: what was asked for, by the names of ``Needs``, as text. ``visitor``: on the public page, that of
    ``park``. ``once`` tells one search from another and nobody from anybody beyond the day.
    """

    id = identifier()
    park = models.ForeignKey("space.Park", on_delete=models.PROTECT, null=True, related_name="+")
    day = models.DateField()
    uses = models.CharField(max_length=100, blank=True, default="")
    grade = models.CharField(max_length=5, blank=True, default="")
    wanted: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    visitor = models.BooleanField(default=False)
    once = models.CharField(max_length=64)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            # whoever changes a number and looks again the same day looks for the same place
            models.UniqueConstraint(fields=["organisation", "once"], name="premises_missedplace_once_a_day"),
        ]
        indexes = [models.Index(fields=["organisation", "day"], name="premises_missedplace_by_day")]

    @property
    def query(self) -> str:
        """The part of an address that looks for the same again."""
        return urlencode(sorted((self.wanted | {"uses": self.uses.split()}).items()), doseq=True)

    def __str__(self) -> str:
        return f"{self.day} {self.uses} {self.grade}"
