"""A whole record checked on the server: every byte hashed again, every link followed, every copy compared."""

from dataclasses import dataclass
from uuid import UUID

import orjson
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cellpark.ledger.public import Event, events_of, head_of, leaf_hash

FAULTS_SHOWN = 20

WORDS: dict[str, Promise] = {
    "hash": _("The bytes do not give the recorded hash: they were changed."),
    "unreadable": _("The bytes cannot be read."),
    "link": _("The bytes name another event before this one than the one that stands there."),
    "version": _("A version is missing or stands twice before this one."),
    "copy": _("A column for searching differs from the bytes."),
    "head": _("The record ends before its head: its newest events are missing."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold, and at which version."""

    version: int
    code: str

    @property
    def words(self) -> str:
        """The fault in the reader's language."""
        return str(WORDS[self.code])


@dataclass(frozen=True, slots=True)
class StreamCheck:
    """How many events were checked and what was found."""

    events: int
    faults: tuple[Fault, ...]

    @property
    def holds(self) -> bool:
        """Whether everything holds."""
        return not self.faults


def check_stream(stream: str) -> StreamCheck:
    """Check every event of ``stream`` in sight, in order; memory stays flat, the first faults are named."""
    faults: list[Fault] = []
    count, before, version = 0, "", 0
    for row in events_of(stream).iterator(chunk_size=500):
        count += 1
        faults += [Fault(row.version, code) for code in _faults(row, before, version + 1)]
        before, version = bytes(row.hash).hex(), row.version
    head = head_of(stream)
    if head is None or (head.version, bytes(head.hash).hex()) != (version, before):
        faults.append(Fault(version, "head"))
    return StreamCheck(count, tuple(faults[:FAULTS_SHOWN]))


def _faults(row: Event, before: str, expected: int) -> list[str]:
    data = bytes(row.payload)
    found = [] if leaf_hash(data) == bytes(row.hash) else ["hash"]
    if row.version != expected:
        found.append("version")
    try:
        said = orjson.loads(data)
        if said["prev"] != before:
            found.append("link")
        copies = (str(row.id), row.stream, row.version, row.type, row.type_version, row.actor, _text(row.organisation))
        names = ("id", "stream", "version", "type", "type_version", "actor", "organisation")
        if copies != tuple(said[name] for name in names) or bytes(row.prev).hex() != said["prev"]:
            found.append("copy")
    except (orjson.JSONDecodeError, KeyError, TypeError):
        found.append("unreadable")
    return found


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
