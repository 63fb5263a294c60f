"""Texts of recipes by their hash."""

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel


class RecipeText(AppendOnlyModel, TenantModel):
    """The text that has this SHA-256: what was signed, byte for byte. The ledger keeps the hash, this the words."""

    id = identifier()
    sha256 = models.CharField(max_length=64)
    text = models.TextField()
    kept_at = models.DateTimeField()
    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        constraints = [
            # one hash, one text
            models.UniqueConstraint(fields=["organisation", "sha256"], name="recipes_text_once"),
        ]

    def __str__(self) -> str:
        return self.sha256
