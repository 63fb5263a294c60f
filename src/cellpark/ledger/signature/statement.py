"""The statement as a DSSE envelope: pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.kernel import canonical
from cellpark.kernel.plain import plain
from cellpark.ledger.events import SignedHead
from cellpark.ledger.personal.vault import SealedBlock
from cellpark.ledger.proof.dsse import Envelope, NotAnEnvelope
from cellpark.ledger.shapes import NotThisShape, build
from cellpark.ledger.stream import Head

STATEMENT_TYPE = "application/vnd.cellpark.signature+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a person signs. ``printed_name`` is a block sealed with ``signature`` as its event id."""

    signature: UUID
    who: UUID
    printed_name: SealedBlock
    role: str
    meaning_zh: str
    meaning_en: str
    heads: tuple[SignedHead, ...]
    view_sha256: str
    why: str
    at: datetime
    zone: str

    @property
    def envelope(self) -> Envelope:
        """The typed bytes; their ``digest`` is what a security key signs as its challenge."""
        return Envelope(STATEMENT_TYPE, canonical.encode(plain(self)))


def signed_heads(heads: Iterable[Head]) -> tuple[SignedHead, ...]:
    """Locked heads as a statement names them, in the order of their names."""
    named = (SignedHead(stream=head.stream, version=head.version, hash=head.hash.hex()) for head in heads)
    return tuple(sorted(named, key=lambda head: head.stream))


def read_statement(envelope: Envelope) -> Statement:
    """The statement inside an envelope; raise ``NotAnEnvelope`` for any other type of content."""
    if envelope.payload_type != STATEMENT_TYPE:
        raise NotAnEnvelope("not a signature statement")
    try:
        statement: Statement = build(Statement, canonical.decode(envelope.payload))
    except (NotThisShape, canonical.NotCanonical) as error:
        raise NotAnEnvelope("not a signature statement") from error
    return statement
