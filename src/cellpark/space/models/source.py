"""Where published facts come from."""

from django.db import models

from cellpark.base.fields import identifier, in_reader_language


class Source(models.Model):
    """A publication, with the mark (``S1``) under which a park's facts name it."""

    id = identifier()
    park = models.ForeignKey("space.Park", on_delete=models.PROTECT, related_name="sources")
    key = models.CharField(max_length=3)
    publisher_zh = models.CharField(max_length=200, blank=True, default="")
    publisher_en = models.CharField(max_length=200, blank=True, default="")
    about_zh = models.CharField(max_length=200, blank=True, default="")
    about_en = models.CharField(max_length=200, blank=True, default="")
    # EDTF level 0: a month stays a month
    published = models.CharField(max_length=21)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["park", "position"]
        constraints = [
            # a mark on the page leads to exactly one line of the list of sources
            models.UniqueConstraint(fields=["park", "key"], name="space_source_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.publisher}"

    @property
    def identity(self) -> str:
        """What this row is called in a load's list of changes."""
        return f"source/{self.key}"

    @property
    def publisher(self) -> str:
        """Who published it, in the reader's language."""
        return in_reader_language(self.publisher_zh, self.publisher_en)

    @property
    def about(self) -> str:
        """What it is about, in the reader's language."""
        return in_reader_language(self.about_zh, self.about_en)
