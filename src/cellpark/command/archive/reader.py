"""Read a backup and refuse it when any part was changed, naming the part."""

import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Self

from cellpark.command.archive.manifest import MANIFEST, SEAL, Manifest
from cellpark.command.archive.seal import check
from cellpark.kernel.problem import Problem, Refused

Progress = Callable[[int, int], None]
BLOCK_BYTES = 1 << 20
LIST_BYTES_MAX = 16_000_000
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


class Reader:
    """An open backup whose list of contents has been read; ``verify`` believes the rest."""

    def __init__(self, path: Path) -> None:
        """Open the file and read its list; raise ``Refused`` when that is impossible."""
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except DAMAGED as error:
            raise Refused(Problem("backup.not_a_backup", {"file": str(path)}, rule="T17")) from error
        self._manifest_bytes = self._small(MANIFEST)
        self.manifest = Manifest.decode(self._manifest_bytes)

    def __enter__(self) -> Self:
        """Use as a context: closed at its end."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the file."""
        self._zip.close()

    def verify(self, trusted: Sequence[str] = (), progress: Progress = lambda _done, _total: None) -> tuple[str, ...]:
        """Check the signature, that no part is missing or added, and every byte; returns the keys that signed."""
        signed = check(self._manifest_bytes, self._small(SEAL), trusted)
        names = self._zip.namelist()
        wanted = {*self.manifest.parts, MANIFEST, SEAL}
        for name in sorted(wanted - set(names)):
            raise Refused(Problem("backup.part_missing", {"part": name}, rule="T17"))
        strange = sorted(set(names) - wanted) or sorted(name for name in names if names.count(name) > 1)
        if strange:
            raise Refused(Problem("backup.part_unknown", {"part": strange[0]}, rule="T17"))
        total, done = sum(part.bytes for part in self.manifest.parts.values()), 0
        for name in self.manifest.parts:
            for block in self.blocks(name):
                done += len(block)
                progress(done, total)
        return signed

    def blocks(self, name: str) -> Iterator[bytes]:
        """A part's bytes; raises ``Refused`` naming the part when they are not those of the list."""
        part, digest, size, rows = self.manifest.parts[name], sha256(), 0, 0
        changed = Refused(Problem("backup.part_changed", {"part": name}, rule="T17"))
        try:
            with self._zip.open(name) as member:
                while block := member.read(BLOCK_BYTES):
                    digest.update(block)
                    size += len(block)
                    rows += block.count(b"\n")
                    if size > part.bytes:
                        raise changed
                    yield block
        except DAMAGED as error:
            raise changed from error
        if (digest.hexdigest(), size) != (part.sha256, part.bytes) or (part.columns and rows != part.rows):
            raise changed

    def text(self, name: str) -> str:
        """A small part as text."""
        return b"".join(self.blocks(name)).decode()

    def _small(self, name: str) -> bytes:
        try:
            if self._zip.getinfo(name).file_size > LIST_BYTES_MAX:
                raise Refused(Problem("backup.part_changed", {"part": name}, rule="T17"))
            return self._zip.read(name)
        except KeyError as error:
            raise Refused(Problem("backup.part_missing", {"part": name}, rule="T17")) from error
        except DAMAGED as error:
            raise Refused(Problem("backup.part_changed", {"part": name}, rule="T17")) from error
