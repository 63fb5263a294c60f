"""What a company reached."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import SharedModel


class Milestone(SharedModel):
    """One datum of a company on a day, with its evidence: typed once and used by stages, recognitions and reports.

    ``kind`` is a key of the data that rules speak of, ``financing`` for a round, or ``granted.`` with the key of a
    recognition. ``value`` is written as the rules read it: a number, ``true`` or ``false``, a day, or text.
    """

    id = identifier()
    company = models.ForeignKey("companies.Company", on_delete=models.PROTECT, related_name="milestones")
    kind = models.CharField(max_length=80)
    value = models.CharField(max_length=100)
    unit = models.CharField(max_length=20, blank=True, default="")
    day = models.DateField()
    evidence = models.CharField(max_length=400)
    recorded_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    voided = models.BooleanField(default=False)

    never_deleted = True

    class Meta:
        indexes = [models.Index(fields=["company", "kind", "day"], name="companies_milestone_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"
