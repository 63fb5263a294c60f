"""What reviewers say about a step."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel


class StepComment(TenantModel):
    """One comment on a step of a version (``step`` empty: on the whole), open until it is answered."""

    never_deleted = True
    id = identifier()
    recipe_version = models.ForeignKey("recipes.RecipeVersion", on_delete=models.PROTECT, related_name="comments")
    step = models.CharField(max_length=20, blank=True, default="")
    text = models.CharField(max_length=2000)
    author = models.UUIDField(null=True)
    written_at = models.DateTimeField()
    settled = models.BooleanField(default=False)
    answer = models.CharField(max_length=2000, blank=True, default="")
    answered_by = models.UUIDField(null=True)
    version = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.step} {self.text[:40]}"
