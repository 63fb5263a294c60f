"""Sign the tree as it stands: the commitment that leaves the house."""

from django.db import connection, transaction

from cellpark.base.actor import Actor
from cellpark.base.time import clock
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.models import Checkpoint as CheckpointRow
from cellpark.ledger.models import SealMark
from cellpark.ledger.origin import origin
from cellpark.ledger.permissions import LedgerPermission
from cellpark.ledger.proof.checkpoint import Checkpoint, sign_checkpoint
from cellpark.ledger.proof.merkle import verify_consistency
from cellpark.ledger.proof.tiles import TileReader
from cellpark.ledger.site_keys import read_site_keys
from cellpark.ledger.tile_store import DatabaseTiles

LOCK = 7_303


def make_checkpoint(*, actor: Actor) -> CheckpointRow | None:
    """Sign what is sealed; the last checkpoint when nothing was sealed since, None while the tree is empty.

    Refuses (``ledger.checkpoint.inconsistent``) when the tree does not extend the last checkpoint: a log must never
    sign two histories (C2SP tlog-checkpoint). Call ``seal_all`` first when a certain event must be covered.
    """
    actor.require(LedgerPermission.MAKE_CHECKPOINT)
    keys = read_site_keys()
    if not keys:
        raise Refused(Problem("ledger.checkpoint.no_key"))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [LOCK])
        mark = SealMark.objects.first()
        last = CheckpointRow.objects.order_by("-size").first()
        if mark is None or mark.size == 0 or (last is not None and last.size == mark.size):
            return last
        reader = TileReader(DatabaseTiles())
        root = reader.root(mark.size)
        if last is not None and (
            last.size > mark.size
            or not verify_consistency(
                last.size, mark.size, bytes(last.root), root, reader.consistency_proof(last.size, mark.size)
            )
        ):
            raise Refused(Problem("ledger.checkpoint.inconsistent", {"size": last.size}))
        at = clock().now()
        note = sign_checkpoint(Checkpoint(origin(), mark.size, root), keys, at)
        return CheckpointRow.objects.create(size=mark.size, root=root, note=note.encode(), at=at)
