"""Published facts."""

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier, in_reader_language
from cellpark.space.states import FactKind, FactStanding, Reading, Unit


class Fact(models.Model):
    """One published statement or number, in both languages, with its source.

    It is about the park, or about one phase, building, platform or company of it.
    """

    id = identifier()
    park = models.ForeignKey("space.Park", on_delete=models.PROTECT, related_name="facts")
    phase = models.ForeignKey("space.Phase", on_delete=models.PROTECT, null=True, related_name="facts")
    building = models.ForeignKey("space.Building", on_delete=models.PROTECT, null=True, related_name="facts")
    platform = models.ForeignKey("space.Platform", on_delete=models.PROTECT, null=True, related_name="facts")
    company = models.ForeignKey("space.Company", on_delete=models.PROTECT, null=True, related_name="facts")
    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20)
    standing = models.CharField(max_length=20, default=FactStanding.REACHED)
    text_zh = models.CharField(max_length=400)
    text_en = models.CharField(max_length=400)
    reading = models.CharField(max_length=10, blank=True, default="")
    low = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    high = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    unit = models.CharField(max_length=20, blank=True, default="")
    source = models.ForeignKey("space.Source", on_delete=models.PROTECT, related_name="facts")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["park", "position"]
        constraints = [
            # a later load finds the fact that it replaces
            models.UniqueConstraint(
                fields=["park", "phase", "building", "platform", "company", "key"],
                nulls_distinct=False,
                name="space_fact_key_once",
            ),
            # a fact about two things would be shown twice and counted twice
            models.CheckConstraint(
                condition=Q(phase=None, building=None, platform=None)
                | Q(phase=None, building=None, company=None)
                | Q(phase=None, platform=None, company=None)
                | Q(building=None, platform=None, company=None),
                name="space_fact_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in FactKind])
                & Q(standing__in=[standing.value for standing in FactStanding]),
                name="space_fact_kind_known",
            ),
            # a number without a unit, or a unit without a number, says nothing
            models.CheckConstraint(
                condition=Q(reading="", unit="", low=None, high=None)
                | Q(
                    reading__in=[reading.value for reading in Reading],
                    unit__in=[unit.value for unit in Unit],
                    low__isnull=False,
                    high__gte=F("low"),
                ),
                name="space_fact_number_whole_or_absent",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def identity(self) -> str:
        """What this row is called in a load's list of changes, such as ``fact/phase/ii/built``."""
        subject = self.phase or self.building or self.platform or self.company
        return f"fact/{subject.identity}/{self.key}" if subject else f"fact/{self.key}"

    @property
    def text(self) -> str:
        """The statement, or what the number counts, in the reader's language."""
        return in_reader_language(self.text_zh, self.text_en)
