"""One version of the specification of a product for a site, a phase and a market."""

from django.db import models
from django.db.models import F, Q

from cellpark.base.fields import identifier, in_reader_language
from cellpark.base.models import TenantModel
from cellpark.quality.document import Document, parsed
from cellpark.quality.states import SpecificationState


class Specification(TenantModel):
    """What a product must be (ICH Q6B): a text whose hash the ledger keeps, signed by two people. Never edited.

    A change is a new version. ``text`` is YAML, as written; ``document`` is what it says.
    """

    never_deleted = True
    id = identifier()
    product = models.CharField(max_length=80)
    site = models.CharField(max_length=40)
    phase = models.CharField(max_length=20)
    market = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    state = models.CharField(max_length=20, default=SpecificationState.DRAFT)
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    author = models.UUIDField(null=True)
    approver = models.UUIDField(null=True)
    author_signature = models.UUIDField(null=True)
    approver_signature = models.UUIDField(null=True)
    drafted_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)
    example = models.BooleanField(default=False)
    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in SpecificationState]),
                name="quality_specification_state_known",
            ),
            # nobody approves what he wrote (21 CFR 211.160(a), 211.22)
            models.CheckConstraint(
                condition=Q(approver=None) | ~Q(approver=F("author")), name="quality_specification_second_person"
            ),
            # an approval is a signature
            models.CheckConstraint(
                condition=~Q(state=SpecificationState.APPROVED) | Q(approver_signature__isnull=False),
                name="quality_specification_approval_signed",
            ),
            # one version is in force for each use
            models.UniqueConstraint(
                fields=["organisation", "product", "site", "phase", "market"],
                condition=Q(state=SpecificationState.APPROVED),
                name="quality_specification_one_in_force",
            ),
            # a number names one text for ever
            models.UniqueConstraint(
                fields=["organisation", "product", "site", "phase", "market", "number"],
                name="quality_specification_number_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.number}"

    @property
    def title(self) -> str:
        """What it is called in the reader's language."""
        return in_reader_language(self.title_zh, self.title_en)

    @property
    def stream(self) -> str:
        """The stream of this version."""
        return f"quality-specification/{self.id}"

    @property
    def document(self) -> Document:
        """What the text says."""
        return parsed(self.text)
