"""Parks."""

from django.db import models

from cellpark.base.fields import BilingualName, identifier, in_reader_language


class Park(BilingualName):
    """One park as published, and the digest of the file that it was last loaded from."""

    id = identifier()
    key = models.SlugField(max_length=60, unique=True)
    place_zh = models.CharField(max_length=200, blank=True, default="")
    place_en = models.CharField(max_length=200, blank=True, default="")
    # EDTF level 0: a month stays a month
    opened = models.CharField(max_length=21, blank=True, default="")
    source = models.ForeignKey("space.Source", on_delete=models.PROTECT, null=True, related_name="+")
    opened_source = models.ForeignKey("space.Source", on_delete=models.PROTECT, null=True, related_name="+")
    file_sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = BilingualName.Meta.constraints

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """Where it is, in the reader's language."""
        return in_reader_language(self.place_zh, self.place_en)
