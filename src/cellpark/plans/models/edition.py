"""Dated documents on which plans stand."""

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.plans.states import EditionKind, EditionState


class Edition(TenantModel):
    """The times of a plant, or the policy by which its plans are changed: a fold of ``plan-edition/<id>``.

    ``since`` is the first day on which it holds, once approved; its text is the file with this SHA-256.
    """

    id = identifier()
    kind = models.CharField(max_length=10)
    since = models.DateField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default=EditionState.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    signature = models.UUIDField(null=True)
    reason = models.TextField(blank=True, default="")
    version = models.BigIntegerField(default=0)

    never_deleted = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in EditionState]), name="plans_edition_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in EditionKind]), name="plans_edition_kind_known"
            ),
            # nobody lets through what they proposed
            models.CheckConstraint(
                condition=~Q(state=EditionState.APPROVED.value)
                | Q(decided_by=None)
                | Q(proposed_by=None)
                | ~Q(decided_by=F("proposed_by")),
                name="plans_edition_two_people",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "kind", "state", "since"], name="plans_edition_in_force")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.kind} {self.since}"

    @property
    def stream(self) -> str:
        """Its record in the ledger."""
        return f"plan-edition/{self.id}"
