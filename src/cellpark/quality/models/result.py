"""One reading of a test."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel
from cellpark.quality.states import Belonging, ResultState, Verdict


class Result(TenantModel):
    """A reading, how it was made and who checked it. What was retracted stays (P11-5b, 211-194a).

    ``files``: the SHA-256 of raw files by the name under which the analysis asks for them. ``kind``, ``parameters``,
    ``values`` and ``digest`` are those of the analysis, empty for a value that somebody read off. ``equipment`` holds
    codes. ``flags`` are what the analysis says against its value. ``belonging``: whether the file names the sample;
    where it does not, ``named`` is what it names and ``confirmed`` why it is of this sample all the same (P11-7).
    """

    never_deleted = True
    id = identifier()
    test = models.ForeignKey("quality.Test", on_delete=models.PROTECT, related_name="results")
    number = models.PositiveIntegerField()
    value = models.CharField(max_length=200)
    verdict = models.CharField(max_length=20)
    interim = models.BooleanField(default=False)
    state = models.CharField(max_length=20, default=ResultState.ENTERED)
    files = models.JSONField(default=dict)
    kind = models.CharField(max_length=40, blank=True, default="")
    kind_version = models.CharField(max_length=40, blank=True, default="")
    parameters = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True, default="")
    flags = models.JSONField(default=list)
    belonging = models.CharField(max_length=10, blank=True, default="")
    named = models.CharField(max_length=200, blank=True, default="")
    confirmed = models.TextField(blank=True, default="")
    equipment = models.JSONField(default=list)
    analyst = models.UUIDField()
    entered_at = models.DateTimeField()
    verified_by = models.UUIDField(null=True)
    verified_at = models.DateTimeField(null=True)
    retracted_by = models.UUIDField(null=True)
    reason = models.TextField(blank=True, default="")
    version = models.BigIntegerField(default=0)

    class Meta:
        # whether a file stands behind another sample's result is asked for every result
        indexes = [GinIndex(fields=["files"], name="quality_result_files")]
        constraints = [
            # what does not name its sample was confirmed by somebody, with a reason (P11-7)
            models.CheckConstraint(
                condition=Q(belonging__in=[Belonging.NOTHING.value, Belonging.SAME.value])
                | (Q(belonging__in=[Belonging.OTHER.value, Belonging.ABSENT.value]) & ~Q(confirmed="")),
                name="quality_result_belonging_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in ResultState]), name="quality_result_state_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=[each.value for each in Verdict]), name="quality_result_verdict_known"
            ),
            models.UniqueConstraint(fields=["test", "number"], name="quality_result_number_once"),
            # whoever measured does not verify (T5)
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("analyst")), name="quality_result_second_person"
            ),
            # what is computed can be computed again: from files, with a digest
            models.CheckConstraint(
                condition=Q(kind="", digest="") | (~Q(kind="") & ~Q(digest="") & ~Q(files={})),
                name="quality_result_computed_from_files",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.test_id} {self.number}"
