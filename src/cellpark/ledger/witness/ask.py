"""One visit of a witness to its log: fetch, check, remember, cosign; or decline."""

from dataclasses import dataclass
from datetime import datetime

from cellpark.ledger.proof.checkpoint import Checkpoint
from cellpark.ledger.proof.note import NotANote, NoteSignature, SignedNote
from cellpark.ledger.proof.witness import Declined, cosign
from cellpark.ledger.witness.folder import WitnessFolder
from cellpark.ledger.witness.source import Source


@dataclass(frozen=True, slots=True)
class Vouched:
    """The checkpoint with this witness's line below it, the line alone, and from which size it was followed."""

    note: SignedNote
    line: NoteSignature
    size: int
    before: int | None


def ask(folder: WitnessFolder, source: Source, *, at: datetime) -> Vouched | Declined:
    """Cosign the newest checkpoint and keep it as the new head, or say why not; the head then stays as it was.

    Raises ``SourceUnreadable`` and ``FolderUnreadable``.
    """
    with folder.alone():
        head = folder.head()
        text = source.note()
        try:
            note = SignedNote.parse(text)
            size = Checkpoint.parse(note.text).size
        except NotANote:
            return Declined.NOT_A_CHECKPOINT
        proof = source.proof(head.size, size) if head is not None and head.size < size else []
        answer = cosign(
            note=text,
            proof=proof,
            head=head,
            origin=folder.origin,
            log_keys=folder.log_keys,
            witness_keys=[folder.key],
            at=at,
        )
        if isinstance(answer, Declined):
            return answer
        known = {(key.name, key.key_id) for key in folder.log_keys}
        # with the log's own signature, which convicts it should it ever show another history
        signed = tuple(line for line in note.signatures if (line.name, line.key_id) in known)
        folder.keep(SignedNote(note.text, signed + answer.lines))
        return Vouched(note.with_signatures(*answer.lines), answer.lines[0], size, head.size if head else None)
