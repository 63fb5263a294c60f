"""Keep a witness's line under a checkpoint."""

from datetime import UTC, datetime

from django.db import transaction

from cellpark.base.actor import Actor
from cellpark.base.scope import EVERYTHING, use_scope
from cellpark.base.time import clock
from cellpark.kernel.problem import Problem, Refused
from cellpark.ledger.actions.append import record
from cellpark.ledger.events import CheckpointCosigned
from cellpark.ledger.models import Checkpoint, Cosignature, Witness
from cellpark.ledger.permissions import LedgerPermission
from cellpark.ledger.proof.checkpoint import verify_signature
from cellpark.ledger.proof.keys import VerifierKey
from cellpark.ledger.proof.merkle import verify_consistency
from cellpark.ledger.proof.note import NotANote, NoteSignature, SignedNote
from cellpark.ledger.proof.tiles import TileReader
from cellpark.ledger.tile_store import DatabaseTiles


def add_cosignature(*, actor: Actor, witness: Witness, size: int, line: str) -> Cosignature:
    """Keep the line when it verifies and the checkpoint extends what this witness cosigned before.

    A second true line of the same witness under the same checkpoint adds nothing: the first one is returned. A false
    one is refused even then.
    """
    actor.require(LedgerPermission.MANAGE_WITNESSES)
    with use_scope(EVERYTHING), transaction.atomic():
        checkpoint = Checkpoint.objects.filter(size=size).first()
        if checkpoint is None:
            raise Refused(Problem("ledger.cosignature.no_checkpoint", {"size": size}))
        seconds = _verified_at(checkpoint, witness, line)
        known: Cosignature | None = Cosignature.objects.filter(witness=witness, checkpoint=checkpoint).first()
        if known is not None:
            return known
        _refuse_second_history(checkpoint, witness)
        made = Cosignature.objects.create(
            checkpoint=checkpoint,
            witness=witness,
            line=line.strip() + "\n",
            signed_at=datetime.fromtimestamp(seconds, UTC),
            received_at=clock().now(),
        )
        record(
            stream="system/witnesses",
            event=CheckpointCosigned(
                witness=witness.name, size=size, root=bytes(checkpoint.root).hex(), signed_at=made.signed_at
            ),
            actor=actor,
            organisation=None,
        )
    return made


def _verified_at(checkpoint: Checkpoint, witness: Witness, line: str) -> int:
    text = SignedNote.parse(checkpoint.note).text
    try:
        seconds = verify_signature(text, NoteSignature.parse(line.strip()), VerifierKey.parse(witness.vkey))
    except NotANote as error:
        raise Refused(Problem("ledger.cosignature.false")) from error
    if seconds is None:
        raise Refused(Problem("ledger.cosignature.false"))
    return seconds


def _refuse_second_history(checkpoint: Checkpoint, witness: Witness) -> None:
    last = Checkpoint.objects.filter(cosignatures__witness=witness, size__lt=checkpoint.size).order_by("-size").first()
    if last is None:
        return
    proof = TileReader(DatabaseTiles()).consistency_proof(last.size, checkpoint.size)
    if not verify_consistency(last.size, checkpoint.size, bytes(last.root), bytes(checkpoint.root), proof):
        raise Refused(Problem("ledger.cosignature.inconsistent"))
