"""The site tree: leaves in sealing order, tiles above them, and how far the sealer has come."""

from django.db import models
from django.db.models import Q

from cellpark.base.models import AppendOnlyModel
from cellpark.ledger.fields import Xid8Field
from cellpark.ledger.models.event import Event


class Leaf(AppendOnlyModel):
    """The place of one event in the tree; an event has exactly one."""

    seq = models.BigIntegerField(primary_key=True)
    # without the database's own check, which would write a lock into every event row; the sealer's one statement copies
    # rids from events that nobody can delete, and verification finds a leaf without an event
    rid = models.OneToOneField(
        Event, on_delete=models.PROTECT, db_column="rid", db_constraint=False, related_name="leaf"
    )
    hash = models.BinaryField()

    class Meta:
        db_table = "ledger_leaf"

    def __str__(self) -> str:
        return f"leaf {self.seq}"


class Tile(models.Model):
    """Up to 256 hashes of one height (C2SP tlog-tiles); it grows to the right and is recomputed at verification."""

    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    width = models.SmallIntegerField()
    hashes = models.BinaryField()
    never_deleted = True

    class Meta:
        db_table = "ledger_tile"
        constraints = [
            models.UniqueConstraint(fields=["level", "index"], name="ledger_tile_place"),
            # the format has tiles of 1 to 256 hashes of 32 bytes
            models.CheckConstraint(condition=Q(width__gte=1, width__lte=256), name="ledger_tile_width"),
        ]

    def __str__(self) -> str:
        return f"tile {self.level}/{self.index}"


class SealMark(models.Model):
    """The one row that says how far the sealer has come.

    ``cluster`` is the database server's own identity: in another server transaction ids begin anew, so that ``xid``
    means nothing there, and rows up to ``floor_rid`` are then known to be sealed.
    """

    single = models.BooleanField(primary_key=True, default=True)
    cluster = models.TextField()
    xid = Xid8Field()
    rid = models.BigIntegerField()
    floor_rid = models.BigIntegerField(default=0)
    size = models.BigIntegerField()
    never_deleted = True

    class Meta:
        db_table = "ledger_seal_mark"
        constraints = [
            # two marks would be two sealers that do not know of each other
            models.CheckConstraint(condition=Q(single=True), name="ledger_seal_mark_is_one_row"),
        ]

    def __str__(self) -> str:
        return f"sealed {self.size}"
