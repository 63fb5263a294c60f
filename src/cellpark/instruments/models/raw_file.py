"""Files of instruments, byte for byte."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from cellpark.base.fields import identifier
from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel

models.BinaryField.register_lookup(Length)


class RawFile(AppendOnlyModel, TenantModel):
    """One file as it came from the instrument (P11-8, 211-194a). ``media_type`` is what its bytes show."""

    id = identifier()
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.IntegerField()
    content = models.BinaryField()
    kept_at = models.DateTimeField()
    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        db_table = "instruments_raw_file"
        constraints = [
            # the same bytes twice are one file, so that a value names its bytes and not a copy
            models.UniqueConstraint(fields=["organisation", "sha256"], name="instruments_raw_file_once"),
            models.CheckConstraint(condition=Q(content__length=F("size")), name="instruments_raw_file_whole"),
        ]

    def __str__(self) -> str:
        return self.name
