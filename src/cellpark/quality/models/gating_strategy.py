"""One version of a gating strategy: which cells count as what."""

from django.db import models

from cellpark.base.fields import identifier, in_reader_language
from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel


class GatingStrategy(AppendOnlyModel, TenantModel):
    """A Gating-ML 2.0 document as a version of a method (211-194a). Its bytes are the raw file ``sha256``.

    Never edited: a change is the next number of the same code, and a result names the bytes that it was computed with.
    """

    id = identifier()
    code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    populations = models.PositiveIntegerField()
    kept_at = models.DateTimeField()
    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        db_table = "quality_gating_strategy"
        constraints = [
            # a number names one document for ever
            models.UniqueConstraint(fields=["organisation", "code", "number"], name="quality_strategy_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"

    @property
    def title(self) -> str:
        """What it is called in the reader's language."""
        return in_reader_language(self.title_zh, self.title_en)

    @property
    def stream(self) -> str:
        """The stream of this version."""
        return f"quality-strategy/{self.id}"
