"""What the ledger is told: stream ``park/<key>``."""

from dataclasses import dataclass
from uuid import UUID

from cellpark.ledger.public import event_type


@event_type("space.park.loaded", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class ParkLoaded:
    """A park's published facts were read from a file, which ``file_sha256`` identifies.

    The lists name rows as ``building/a`` or ``fact/phase/ii/built``.
    """

    park: UUID
    key: str
    file_sha256: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
