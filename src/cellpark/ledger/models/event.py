"""One thing that happened, as canonical bytes; the other columns are copies for searching, compared at verification."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from cellpark.base.models import AppendOnlyModel, ScopedManager
from cellpark.ledger.fields import CurrentTransaction, Xid8Field


class Event(AppendOnlyModel):
    """An entry of the ledger (P11-5a): written by ``actions.append`` alone, in the transaction of the act itself."""

    tenant_column = "organisation"

    rid = models.BigAutoField(primary_key=True)
    xid = Xid8Field(db_default=CurrentTransaction(), editable=False)
    id = models.UUIDField(unique=True)
    stream = models.TextField(db_collation="C")
    version = models.BigIntegerField()
    type = models.TextField(db_collation="C")
    type_version = models.IntegerField()
    actor = models.TextField(db_collation="C")
    organisation = models.UUIDField(null=True)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    payload = models.BinaryField()
    prev = models.BinaryField()
    hash = models.BinaryField()

    objects = ScopedManager("organisation")  # type: ignore[misc,assignment]

    class Meta:
        db_table = "ledger_event"
        constraints = [
            # a version twice would be two histories of one stream
            models.UniqueConstraint(fields=["stream", "version"], name="ledger_event_stream_version"),
            # versions count from one, so that a missing one shows
            models.CheckConstraint(condition=models.Q(version__gte=1), name="ledger_event_version_counts_from_one"),
        ]
        indexes = [
            models.Index(fields=["xid", "rid"], name="ledger_event_sealing_order"),
            models.Index(fields=["organisation", "rid"], name="ledger_event_organisation"),
            models.Index(fields=["actor", "rid"], name="ledger_event_actor"),
            models.Index(fields=["type", "rid"], name="ledger_event_type"),
            BrinIndex(fields=["recorded_at"], name="ledger_event_recorded_at"),
        ]

    def __str__(self) -> str:
        return f"{self.stream} v{self.version} {self.type}"
