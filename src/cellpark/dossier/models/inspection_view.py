"""What inspectors looked at."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel


class InspectionView(AppendOnlyModel, TenantModel):
    """One look of an inspector at the story of one thing; belongs to the house whose thing it is."""

    id = identifier()
    by = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    thing = models.UUIDField()
    code = models.CharField(max_length=120)
    at = models.DateTimeField()
    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        db_table = "dossier_inspection_view"
        indexes = [models.Index(fields=["organisation", "at"], name="dossier_inspection_when")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
