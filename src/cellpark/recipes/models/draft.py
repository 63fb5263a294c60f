"""The text that somebody is writing: it keeps itself, and is no record until it is submitted."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel


class RecipeDraft(TenantModel):
    """The working text of a version in draft. ``revision`` counts its savings, so that nobody overwrites the unread."""

    id = identifier()
    recipe_version = models.OneToOneField("recipes.RecipeVersion", on_delete=models.PROTECT, related_name="draft")
    text = models.TextField()
    revision = models.BigIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"{self.recipe_version_id} #{self.revision}"
