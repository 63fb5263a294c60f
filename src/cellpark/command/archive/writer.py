"""Write a backup while the site runs."""

import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import psycopg

from cellpark.command.archive.manifest import MANIFEST, SEAL, Manifest, Part
from cellpark.command.archive.tables import Connection, Table, be_plain
from cellpark.kernel.problem import Problem, Refused

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Writer:
    """A zip that grows part by part; it gets its name only when it is complete and on disk."""

    target: Path
    parts: dict[str, Part] = field(default_factory=dict)
    _zip: zipfile.ZipFile = field(init=False)
    _stream: BinaryIO = field(init=False)
    _fresh: Path = field(init=False)
    _named: bool = False

    def __post_init__(self) -> None:
        """Refuse to replace a file; open a new one that only we may read."""
        if self.target.exists():
            raise Refused(Problem("backup.exists", {"file": str(self.target)}))
        self._fresh = self.target.with_name(f".{self.target.name}.{os.getpid()}")
        try:
            descriptor = os.open(self._fresh, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        except OSError as error:
            raise self._refusal(error) from error
        self._stream = os.fdopen(descriptor, "w+b")
        self._zip = zipfile.ZipFile(self._stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1, allowZip64=True)

    def _refusal(self, error: OSError) -> Refused:
        return Refused(Problem("backup.cannot_write", {"file": str(self.target), "reason": error.strerror or ""}))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """A full disk, and whatever else keeps us from writing, is a sentence."""
        try:
            yield
        except OSError as error:
            raise self._refusal(error) from error

    def add(self, name: str, blocks: Iterable[bytes | bytearray | memoryview], columns: tuple[str, ...] = ()) -> Part:
        """Add a part; rows are counted as lines, which is what COPY's text format writes."""
        digest, size, rows = sha256(), 0, 0
        with self._told(), self._zip.open(name, "w", force_zip64=True) as member:
            for block in blocks:
                data = bytes(block)
                digest.update(data)
                size += len(data)
                rows += data.count(b"\n")
                member.write(data)
        part = Part(digest.hexdigest(), size, rows if columns else 0, columns)
        self.parts[name] = part
        return part

    def add_table(self, connection: Connection, table: Table) -> Part:
        """Add all rows of a table."""
        with connection.cursor() as cursor, cursor.copy(table.copy_out) as copy:
            return self.add(f"tables/{table.name}", copy, table.columns)

    def finish(self, manifest: Manifest, signature: bytes) -> None:
        """Write the list of contents and its signature, flush to disk, and give the file its name."""
        with self._told():
            self._zip.writestr(MANIFEST, manifest.encode())
            self._zip.writestr(SEAL, signature)
            self._zip.close()
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._stream.close()
            os.link(self._fresh, self.target)  # never replaces what somebody else wrote meanwhile
        self._named = True
        self._fresh.unlink()

    def abandon(self) -> None:
        """Remove what was written."""
        with suppress(OSError, ValueError):
            self._zip.close()
        with suppress(OSError):  # a full disk refuses what is still in memory, too
            self._stream.close()
        self._fresh.unlink(missing_ok=True)
        if self._named:
            self.target.unlink(missing_ok=True)


def snapshot(url: str) -> Connection:
    """A connection with one unchanging view of the database; it holds no transaction id, so sealing goes on."""
    connection = psycopg.connect(url)
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    be_plain(connection)
    return connection
