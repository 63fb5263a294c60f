"""Editions of planning overlays that this site learned from its own batches."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel


class OverlayEdition(AppendOnlyModel, TenantModel):
    """One edition of the overlay of a recipe's major version; the newest is used. The ledger keeps its hash."""

    id = identifier()
    recipe = models.ForeignKey("recipes.MasterRecipe", on_delete=models.PROTECT, related_name="overlays")
    major = models.PositiveIntegerField()
    edition = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    based_on = models.CharField(max_length=64)
    batches = models.JSONField(default=list)
    kept_at = models.DateTimeField()
    kept_by = models.UUIDField(null=True)
    reason = models.TextField(blank=True, default="")
    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        constraints = [
            # two that learn at the same time make two editions
            models.UniqueConstraint(fields=["recipe", "major", "edition"], name="recipes_overlay_edition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.recipe_id} {self.major} #{self.edition}"

    @property
    def name(self) -> str:
        """What it is called where overlays are named by their files."""
        return f"{self.recipe.mbr}-{self.major}#{self.edition}"
