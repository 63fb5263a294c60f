"""Files that were tried and not taken in yet."""

from typing import Any

from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import TenantModel


class DryRun(TenantModel):
    """One file of rooms that was read without a bad row: what is confirmed is this very file and no other.

    Working paper of one day, not a record: what is taken in stands in the ledger with the file's digest.
    """

    id = identifier()
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField(db_index=True)
    name = models.CharField(max_length=200)
    content: "models.BinaryField[Any, Any]" = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name
