"""The newest version of each stream: the only lock that an act takes in the ledger."""

from django.db import models


class StreamHead(models.Model):
    """Where a stream stands; a pointer that verification rebuilds from the events."""

    stream = models.TextField(primary_key=True, db_collation="C")
    version = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=b"")
    organisation = models.UUIDField(null=True)
    never_deleted = True

    class Meta:
        db_table = "ledger_stream_head"

    def __str__(self) -> str:
        return f"{self.stream} v{self.version}"
