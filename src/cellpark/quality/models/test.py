"""One method on one sample."""

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier, in_reader_language
from cellpark.base.models import TenantModel
from cellpark.quality.states import TestState, Verdict


class Test(TenantModel):
    """A test: which attribute by which version of which method, how far, and what stands now.

    ``value`` and ``verdict`` are those of the reading that counts; every reading is a ``Result``. ``final_at`` is when
    a reading may be the last one (negative to date before). ``retest_of`` names the test that this one repeats.
    """

    __test__ = False  # no class of tests for pytest
    never_deleted = True
    id = identifier()
    sample = models.ForeignKey("quality.QualitySample", on_delete=models.PROTECT, related_name="tests")
    batch = models.UUIDField()
    specification = models.ForeignKey("quality.Specification", on_delete=models.PROTECT, related_name="+")
    attribute = models.CharField(max_length=40)
    name_zh = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    stage = models.CharField(max_length=20)
    method = models.CharField(max_length=60)
    method_version = models.CharField(max_length=20)
    required = models.BooleanField(default=True)
    state = models.CharField(max_length=20, default=TestState.ORDERED)
    value = models.CharField(max_length=200, blank=True, default="")
    verdict = models.CharField(max_length=20, default=Verdict.PENDING)
    analyst = models.UUIDField(null=True)
    ordered_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    final_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    retest_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="retests")
    version = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state", "due_at"], name="quality_test_by_state"),
            models.Index(fields=["batch"], name="quality_test_of_batch"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in TestState]), name="quality_test_state_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=[each.value for each in Verdict]), name="quality_test_verdict_known"
            ),
            models.CheckConstraint(condition=~Q(retest_of=F("id")), name="quality_test_not_its_own_retest"),
            # testing again until it passes is no science: one retest for one test (FDA guidance on OOS results)
            models.UniqueConstraint(fields=["retest_of"], name="quality_test_one_retest"),
        ]

    def __str__(self) -> str:
        return f"{self.sample_id} {self.attribute}"

    @property
    def name(self) -> str:
        """The attribute in the reader's language."""
        return in_reader_language(self.name_zh, self.name_en)

    @property
    def stream(self) -> str:
        """The stream of this test and its readings."""
        return f"quality-test/{self.id}"
