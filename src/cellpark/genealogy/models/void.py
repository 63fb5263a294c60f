"""Records whose edges no longer hold."""

from django.db import models

from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel


class GraphVoid(AppendOnlyModel, TenantModel):
    """The edges of ``event`` do not hold from ``at`` on, because ``by_event`` corrected it (T11)."""

    event = models.UUIDField(primary_key=True)
    by_event = models.UUIDField()
    at = models.DateTimeField()
    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        db_table = "genealogy_void"

    def __str__(self) -> str:
        return f"{self.event} voided by {self.by_event}"
