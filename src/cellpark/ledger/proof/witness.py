"""The rule of a witness (C2SP tlog-witness): cosign only what is provably an extension of what it cosigned before.

A witness keeps one head a log. A log that shows two histories must get past it, and cannot: the second history has no
consistency proof from the first. ``cosign`` is what a sponsor runs; it needs nothing of Cellpark but this package.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cellpark.ledger.proof.checkpoint import Checkpoint, open_note, sign_text
from cellpark.ledger.proof.keys import SigningKey, VerifierKey
from cellpark.ledger.proof.merkle import verify_consistency
from cellpark.ledger.proof.note import NotANote, NoteSignature, SignedNote

PROOF_LINES_MAX = 63


class Declined(StrEnum):
    """Why a witness does not cosign."""

    NOT_A_CHECKPOINT = "not_a_checkpoint"
    UNKNOWN_ORIGIN = "unknown_origin"
    NOT_SIGNED_BY_THE_LOG = "not_signed_by_the_log"
    SMALLER_THAN_MY_HEAD = "smaller_than_my_head"
    NOT_CONSISTENT = "not_consistent"


@dataclass(frozen=True, slots=True)
class Cosigned:
    """The witness's lines and the head that it must store before it hands them out."""

    head: Checkpoint
    lines: tuple[NoteSignature, ...]


def cosign(
    *,
    note: str,
    proof: Sequence[bytes],
    head: Checkpoint | None,
    origin: str,
    log_keys: Iterable[VerifierKey],
    witness_keys: Iterable[SigningKey],
    at: datetime,
) -> Cosigned | Declined:
    """Cosign ``note``, or say why not; ``proof`` leads from the witness's own ``head`` to the note's size."""
    try:
        signed = SignedNote.parse(note)
        trusted = tuple(log_keys)
        opened = open_note(signed, trusted)
    except NotANote:
        return Declined.NOT_A_CHECKPOINT
    checkpoint = opened.checkpoint
    if checkpoint.origin != origin:
        return Declined.UNKNOWN_ORIGIN
    if not opened.is_signed_by(trusted):
        return Declined.NOT_SIGNED_BY_THE_LOG
    if head is not None:
        if checkpoint.size < head.size:
            return Declined.SMALLER_THAN_MY_HEAD
        if len(proof) > PROOF_LINES_MAX or not verify_consistency(
            head.size, checkpoint.size, head.root, checkpoint.root, proof
        ):
            return Declined.NOT_CONSISTENT
    return Cosigned(checkpoint, tuple(sign_text(signed.text, key, at) for key in witness_keys))
