"""Readings that a device sends by itself."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from cellpark.base.fields import identifier
from cellpark.base.models import AppendOnlyModel, ScopedManager, TenantModel
from cellpark.instruments.events import StreamNode
from cellpark.instruments.states import StreamState


class Stream(TenantModel):
    """What the house hears from one device; ``device`` is the equipment's code here."""

    id = identifier()
    title = models.CharField(max_length=200)
    device = models.CharField(max_length=80)
    endpoint = models.CharField(max_length=300)
    nodes = ArrayField(models.CharField(max_length=400))
    state = models.CharField(max_length=20, default=StreamState.OPEN)
    blocks = models.BigIntegerField(default=0)
    readings = models.BigIntegerField(default=0)
    last_sha256 = models.CharField(max_length=64, blank=True, default="")
    last_at = models.DateTimeField(null=True, blank=True)
    version = models.BigIntegerField(default=0)

    class Meta:
        db_table = "instruments_stream"

    def __str__(self) -> str:
        return self.title

    @property
    def heard(self) -> tuple[StreamNode, ...]:
        """The values that the house listens to."""
        parts = (node.split(" ", 2) for node in self.nodes)
        return tuple(StreamNode(name=name, unit=unit, node=node) for name, unit, node in parts)


class StreamBlock(AppendOnlyModel, TenantModel):
    """Some readings in a row: canonical bytes, compressed. Their digest stands in the ledger."""

    id = identifier()
    stream = models.ForeignKey(Stream, on_delete=models.PROTECT, related_name="+")
    number = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    readings = models.IntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    objects = ScopedManager()  # type: ignore[misc,assignment]

    class Meta:
        db_table = "instruments_stream_block"
        constraints = [
            # two listeners of one stream would write two third blocks; the second of them is refused
            models.UniqueConstraint(fields=["stream", "number"], name="instruments_stream_block_once"),
        ]

    def __str__(self) -> str:
        return f"{self.stream_id} {self.number}"
