"""Records whose edges no longer hold."""

from django.db import models

from cellpark.base.guards import rule_asked_once
from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel


class GraphVoid(AppendOnlyModel, TenantModel):
    """The edges of ``event`` do not hold from ``at`` on, because ``by_event`` corrected it (T11)."""

    event = models.UUIDField(primary_key=True)
    by_event = models.UUIDField()
    at = models.DateTimeField()
    row_rule = rule_asked_once("organisation_id")
    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        db_table = "genealogy_void"

    def __str__(self) -> str:
        return f"{self.event} voided by {self.by_event}"
