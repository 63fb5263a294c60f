"""A request is acted on as a whole or not at all: a line that breaks while it is sent cuts off the end of a form."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from django.core.exceptions import BadRequest

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class _Source(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...
    def readline(self, size: int = ..., /) -> bytes: ...


class WholeBody:
    """What a server hands over of a request's body (PEP 3333, ``wsgi.input``), for as long as its header says it is.

    A server gives what arrived and no error when the line broke; Django takes that for everything, and an amount of
    100 becomes one of 1. Here the end that comes too soon raises ``BadRequest`` (400).
    """

    def __init__(self, source: _Source, length: int) -> None:
        """``length`` in bytes."""
        self._source = source
        self._left = length

    def read(self, size: int | None = -1) -> bytes:
        """Up to ``size`` bytes, all that is left by default."""
        wanted = self._left if size is None or size < 0 else min(size, self._left)
        parts = []
        while wanted:
            part = self._taken(self._source.read(wanted))
            wanted -= len(part)
            parts.append(part)
        return b"".join(parts)

    def readline(self, size: int | None = -1) -> bytes:
        """Up to the end of the line, or ``size`` bytes."""
        wanted = self._left if size is None or size < 0 else min(size, self._left)
        return self._taken(self._source.readline(wanted)) if wanted else b""

    def _taken(self, part: bytes) -> bytes:
        if not part:
            raise BadRequest("the body ended before its length")
        self._left -= len(part)
        return part


def whole_bodies(application: Application) -> Application:
    """The application, which never sees the beginning of a body for the whole of it."""

    def asked(said: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if length := _length(said):
            said["wsgi.input"] = WholeBody(said["wsgi.input"], length)
        return application(said, start_response)

    return asked


def _length(said: Mapping[str, Any]) -> int:
    length = said.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0
