"""Short numbers for the things that a trace passes."""

from django.db import models
from django.db.models import F, Q

from cellpark.base.guards import rule_asked_once
from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel
from cellpark.genealogy.states import KINDS_DIGIT, NodeKind


class GraphNode(AppendOnlyModel, TenantModel):
    """One thing of one organisation. ``number`` ends with the digit of its kind: 120 is a container, 121 a lot."""

    number = models.BigIntegerField(primary_key=True)
    kind = models.SmallIntegerField()
    ref = models.UUIDField()
    organisation = models.ForeignKey(
        "identity.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    row_rule = rule_asked_once("organisation_id")
    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        db_table = "genealogy_node"
        constraints = [
            # one thing is one node, or a trace would see half of what it touched; by ref first, as traces start
            models.UniqueConstraint(fields=["ref", "kind", "organisation"], name="genealogy_node_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in NodeKind]), name="genealogy_node_kind_known"
            ),
            # walks read the kind from the last digit and never look at the node
            models.CheckConstraint(
                condition=Q(kind=F("number") % KINDS_DIGIT), name="genealogy_node_number_ends_with_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{NodeKind(self.kind).word} {self.ref}"
