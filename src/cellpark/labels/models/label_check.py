"""What somebody scanned when they verified a label."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel


class LabelCheck(AppendOnlyModel, TenantModel):
    """One look at a label by the second person: at issue, print or affix; a mismatch is kept as a near miss (T1)."""

    id = identifier()
    label = models.ForeignKey("labels.Label", on_delete=models.PROTECT, related_name="checks")
    stage = models.CharField(max_length=10)
    scanned = models.CharField(max_length=800)
    matched = models.BooleanField()
    person = models.UUIDField(null=True)
    at = models.DateTimeField()
    version = models.BigIntegerField(default=0)

    objects = ScopedManager()  # type: ignore[misc, assignment]

    class Meta:
        indexes = [models.Index(fields=["label", "at"], name="labels_check_label")]

    def __str__(self) -> str:
        return f"{self.stage} {self.label_id}"
