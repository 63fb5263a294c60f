"""Take in a large file piece by piece: to the disk and not into memory, its digest made on the way."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO

from cellpark.instruments.rules import RAW_FILE_BYTES_MAX
from cellpark.kernel.problem import Problem, Refused

PIECE = 256 * 1024


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was taken in; ``sha256`` and ``size`` are those of its bytes."""

    file: IO[bytes]
    sha256: str
    size: int

    def content(self) -> bytes:
        """The bytes, for whoever keeps them."""
        self.file.seek(0)
        return self.file.read()


@contextmanager
def receive(read: Callable[[int], bytes], *, limit: int = RAW_FILE_BYTES_MAX) -> Iterator[Received]:
    """What ``read`` gives until it gives nothing, on the disk as long as the block lasts.

    Raises ``Refused`` (``instruments.file.too_large``) as soon as there is more than ``limit``; the rest stays unread.
    """
    digest, size = hashlib.sha256(), 0
    with TemporaryFile() as file:
        while piece := read(PIECE):
            size += len(piece)
            if size > limit:
                raise Refused(Problem("instruments.file.too_large", {"limit": limit}, field="file"))
            digest.update(piece)
            file.write(piece)
        yield Received(file, digest.hexdigest(), size)
