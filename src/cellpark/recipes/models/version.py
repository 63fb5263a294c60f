"""One version of a master batch record on its way from draft to retired."""

from django.db import models
from django.db.models import Q

from cellpark.base.fields import identifier, in_reader_language
from cellpark.base.models import TenantModel
from cellpark.recipes.states import UNFROZEN, VersionState


class RecipeVersion(TenantModel):
    """A version: its number, state, the hash of its text once that is frozen, and who signed (211-1a).

    People are kept by id as values; signatures are those of the ledger. Times are those of the events.
    """

    never_deleted = True
    id = identifier()
    recipe = models.ForeignKey("recipes.MasterRecipe", on_delete=models.PROTECT, related_name="versions")
    number = models.CharField(max_length=20)
    title_zh = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    state = models.CharField(max_length=20, default=VersionState.DRAFT)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    change = models.CharField(max_length=10, blank=True, default="")
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    author = models.UUIDField(null=True)
    reviewer = models.UUIDField(null=True)
    approver = models.UUIDField(null=True)
    author_signature = models.UUIDField(null=True)
    reviewer_signature = models.UUIDField(null=True)
    approver_signature = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in VersionState]), name="recipes_version_state_known"
            ),
            # what is reviewed or executed has a hash
            models.CheckConstraint(
                condition=Q(state__in=sorted(UNFROZEN)) | ~Q(sha256=""),
                name="recipes_version_frozen_text",
            ),
            # author, reviewer and approver are three people (211-1a)
            models.CheckConstraint(
                condition=Q(reviewer=None) | ~Q(reviewer=models.F("author")), name="recipes_version_second_person"
            ),
            models.CheckConstraint(
                condition=Q(approver=None) | (~Q(approver=models.F("author")) & ~Q(approver=models.F("reviewer"))),
                name="recipes_version_third_person",
            ),
            # an approval is a signature
            models.CheckConstraint(
                condition=~Q(state=VersionState.APPROVED) | Q(approver_signature__isnull=False),
                name="recipes_version_approval_signed",
            ),
            # one version is in force
            models.UniqueConstraint(
                fields=["recipe"], condition=Q(state=VersionState.APPROVED), name="recipes_one_in_force"
            ),
            # a number names one text for ever
            models.UniqueConstraint(
                fields=["recipe", "number"],
                condition=~Q(state__in=sorted(UNFROZEN)),
                name="recipes_number_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipe_id} {self.number}"

    @property
    def title(self) -> str:
        """What it is called in the reader's language."""
        return in_reader_language(self.title_zh, self.title_en)

    @property
    def stream(self) -> str:
        """The stream of this version."""
        return f"recipe-version/{self.id}"
