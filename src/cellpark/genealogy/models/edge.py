"""What came from what, and what touched it."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q

from cellpark.base.guards import rule_asked_once
from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel
from cellpark.genealogy.models.node import GraphNode
from cellpark.genealogy.states import EdgeKind


class GraphEdge(AppendOnlyModel, TenantModel):
    """One edge, from the record ``event`` of ``at``; never changed: a correction voids all edges of a record.

    Both covering indexes hold everything a walk needs, so that either direction is an index-only scan.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(
        "identity.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    parent = models.ForeignKey(GraphNode, on_delete=models.PROTECT, related_name="+", db_index=False)
    child = models.ForeignKey(GraphNode, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.SmallIntegerField()
    event = models.UUIDField()
    at = models.DateTimeField()
    row_rule = rule_asked_once("organisation_id")
    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        db_table = "genealogy_edge"
        indexes = [
            models.Index(
                fields=["child", "parent"], include=["organisation", "kind", "event", "at"], name="genealogy_edge_back"
            ),
            models.Index(
                fields=["parent", "child"], include=["organisation", "kind", "event", "at"], name="genealogy_edge_on"
            ),
            # ids of events grow with time, so that the blocks of one record are found without an entry for every edge
            BrinIndex(fields=["event"], name="genealogy_edge_event"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in EdgeKind]), name="genealogy_edge_kind_known"
            ),
            # a thing that comes from itself says nothing and would only be a slip
            models.CheckConstraint(condition=~Q(parent=F("child")), name="genealogy_edge_joins_two"),
        ]

    def __str__(self) -> str:
        return f"{self.parent_id} to {self.child_id}"
