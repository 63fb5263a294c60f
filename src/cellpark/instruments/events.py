"""What the ledger keeps of files and streams: digests, never contents and never names of files."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cellpark.ledger.public import event_type


@event_type("instruments.file.kept", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class FileKept:
    """A raw file is kept as it came. Its name stays outside: people write patients into names of files."""

    file: UUID
    sha256: str
    media_type: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamNode:
    """One value of a device: its name here, its unit, its address there."""

    name: str
    unit: str
    node: str


@event_type("instruments.stream.opened", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class StreamOpened:
    """The house listens to these values of a device."""

    stream: UUID
    title: str
    device: str
    endpoint: str
    nodes: tuple[StreamNode, ...]


@event_type("instruments.stream.block_kept", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class BlockKept:
    """A block of readings is kept. ``sha256`` is of its canonical bytes, ``previous`` of the block before it."""

    stream: UUID
    number: int
    sha256: str
    previous: str
    readings: int
    first_at: datetime
    last_at: datetime


@event_type("instruments.stream.closed", version=1)
@dataclass(frozen=True, slots=True, kw_only=True)
class StreamClosed:
    """The house no longer listens; what it heard stays."""

    stream: UUID
