"""What a person has been trained and found fit for."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier, in_reader_language
from cellpark.base.models import TenantModel
from cellpark.identity.states import QualificationState


class Qualification(TenantModel):
    """One qualification of one person in one organisation, valid from a day up to (not including) another (T2)."""

    id = identifier()
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="qualifications")
    subject = models.CharField(max_length=80)
    title_zh = models.CharField(max_length=200, blank=True, default="")
    title_en = models.CharField(max_length=200, blank=True, default="")
    state = models.CharField(max_length=20, default=QualificationState.GRANTED)
    valid_from = models.DateField()
    valid_until = models.DateField()
    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gt=models.F("valid_from")), name="identity_qualification_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(title_zh="") | ~Q(title_en=""), name="identity_qualification_has_a_title"
            ),
            # two valid grants of one subject would leave the expiry open
            models.UniqueConstraint(
                fields=["person", "organisation", "subject"],
                condition=Q(state=QualificationState.GRANTED),
                name="identity_qualification_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.person_id}"

    @property
    def title(self) -> str:
        """What it is called in the reader's language, or in the other one."""
        return in_reader_language(self.title_zh, self.title_en)
