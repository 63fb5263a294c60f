"""Risk assessments of closed systems side by side."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier, in_reader_language
from cellpark.base.models import TenantModel
from cellpark.equipment.states import AssessmentState


class ParallelAssessment(TenantModel):
    """Quality's decision that closed systems of several donors may run in a room at the same time (ATMP-3a, CN-4e)."""

    id = identifier()
    code = models.CharField(max_length=40)
    title_zh = models.CharField(max_length=200, blank=True, default="")
    title_en = models.CharField(max_length=200, blank=True, default="")
    # codes of the rooms that it covers
    rooms = ArrayField(models.CharField(max_length=40))
    measures = models.CharField(max_length=2000)
    state = models.CharField(max_length=10, default=AssessmentState.DRAFT)
    drafted_by = models.UUIDField(null=True)
    approved_by = models.UUIDField(null=True)
    valid_until = models.DateField()
    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="equipment_assessment_code_once"),
            models.CheckConstraint(
                condition=~Q(title_zh="") | ~Q(title_en=""), name="equipment_assessment_has_a_title"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in AssessmentState]), name="equipment_assessment_state_known"
            ),
            # nobody approves an own assessment
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("drafted_by")), name="equipment_assessment_by_two"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def title(self) -> str:
        """What it is called in the reader's language, or in the other one."""
        return in_reader_language(self.title_zh, self.title_en)
