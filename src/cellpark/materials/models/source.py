"""Who may send material."""

from datetime import datetime

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel


class Source(TenantModel):
    """A hospital or vendor on the approved list (CN-4a, CN-4b); without a date in the future nothing of it is taken."""

    id = identifier()
    name = models.CharField(max_length=200)
    approved_until = models.DateTimeField(null=True)
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="materials_source_name_once")]

    def __str__(self) -> str:
        return self.name

    def approved(self, at: datetime) -> bool:
        """Whether it may send material at ``at``."""
        return self.approved_until is not None and at < self.approved_until
