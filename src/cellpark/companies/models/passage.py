"""When companies came into which state: the funnel, and how long each step takes."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel


class Passage(TenantModel):
    """A company entered a state, or a stage of growth, on a day."""

    id = identifier()
    company = models.ForeignKey("companies.Company", on_delete=models.PROTECT, related_name="passages")
    state = models.CharField(max_length=20)
    stage = models.CharField(max_length=20, blank=True, default="")
    day = models.DateField()

    append_only = True

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "day"], name="companies_passage_by_state")]

    def __str__(self) -> str:
        return f"{self.state} {self.day}"
