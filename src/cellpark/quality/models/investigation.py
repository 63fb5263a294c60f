"""The investigation of a result out of specification."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.quality.states import InvestigationState


class Investigation(TenantModel):
    """Opens itself with the failing reading (21 CFR 211.192). ``outcome`` outlives the closing."""

    never_deleted = True
    id = identifier()
    number = models.CharField(max_length=60)
    test = models.ForeignKey("quality.Test", on_delete=models.PROTECT, related_name="investigations")
    result = models.ForeignKey("quality.Result", on_delete=models.PROTECT, related_name="+")
    batch = models.UUIDField()
    batch_number = models.CharField(max_length=40)
    seen = models.CharField(max_length=300)
    state = models.CharField(max_length=20, default=InvestigationState.OPENED)
    hypothesis = models.TextField(blank=True, default="")
    outcome = models.CharField(max_length=20, blank=True, default="")
    finding = models.TextField(blank=True, default="")
    cause = models.CharField(max_length=300, blank=True, default="")
    capa = models.CharField(max_length=80, blank=True, default="")
    investigator = models.UUIDField(null=True)
    concluded_by = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["batch"], name="quality_investigation_of_batch")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in InvestigationState]),
                name="quality_investigation_state_known",
            ),
            models.UniqueConstraint(fields=["organisation", "number"], name="quality_investigation_number_once"),
            models.UniqueConstraint(fields=["result"], name="quality_investigation_one_for_a_result"),
            # a result is not made void without a cause
            models.CheckConstraint(
                condition=~Q(outcome="invalidated") | ~Q(cause=""), name="quality_investigation_cause_assigned"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stream(self) -> str:
        """The stream of this investigation."""
        return f"quality-investigation/{self.id}"
