"""The tables of the ledger, one aggregate a file."""

from cellpark.ledger.models.checkpoint import Checkpoint, Cosignature, SigningKey, Witness
from cellpark.ledger.models.event import Event
from cellpark.ledger.models.personal import ErasureConfirmation, ErasureRequest, PersonalKey
from cellpark.ledger.models.signature import Signature, SignedStream
from cellpark.ledger.models.stream_head import StreamHead
from cellpark.ledger.models.tree import Leaf, SealMark, Tile

__all__ = [
    "Checkpoint",
    "Cosignature",
    "ErasureConfirmation",
    "ErasureRequest",
    "Event",
    "Leaf",
    "PersonalKey",
    "SealMark",
    "Signature",
    "SignedStream",
    "SigningKey",
    "StreamHead",
    "Tile",
    "Witness",
]
