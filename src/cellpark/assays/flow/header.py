"""The first 58 bytes of an FCS file: its version and where its segments lie.

Source: Data File Standard for Flow Cytometry, FCS 3.1 (Spidlen et al., Cytometry A 77A:97, 2010), section 3.1.
"""

from dataclasses import dataclass
from typing import Final

from cellpark.kernel.problem import Problem, Refused

SIZE: Final = 58
VERSIONS: Final = ("FCS2.0", "FCS3.0", "FCS3.1")
LARGE: Final = 99_999_999
"""The last byte that eight digits can name; a segment beyond it has 0 in the header and its place in the text."""
MAX_BYTES: Final = 512 * 1024 * 1024
"""Larger files are refused: a tube of ten million events with twelve channels is smaller."""
_PLACES: Final = {"TEXT": (10, 18), "DATA": (26, 34)}


@dataclass(frozen=True, slots=True)
class Segment:
    """First and last byte, both included."""

    start: int
    end: int

    @property
    def size(self) -> int:
        """How many bytes; 0 where the segment is absent."""
        return self.end - self.start + 1 if self.start else 0


@dataclass(frozen=True, slots=True)
class Header:
    """Version and segments as the header tells them; ``data`` is absent (0, 0) in a large file."""

    version: str
    text: Segment
    data: Segment


def refused(code: str, **params: str | int) -> Refused:
    """A refusal of this file: ``assays.flow.fcs.<code>``."""
    return Refused(Problem(f"assays.flow.fcs.{code}", params))


def read_header(content: bytes) -> Header:
    """Read and check the header; raises ``Refused`` (``assays.flow.fcs....``) naming the first fault."""
    if len(content) > MAX_BYTES:
        raise refused("too_large", size=len(content), limit=MAX_BYTES)
    version = content[:6].decode("ascii", "replace")
    if not version.startswith("FCS"):
        raise refused("not_fcs", found=_printable(version), size=len(content))
    if version not in VERSIONS:
        raise refused("version", found=_printable(version), known=", ".join(VERSIONS))
    if len(content) < SIZE:
        raise refused("short", size=len(content), expected=SIZE)
    text = _segment(content, "TEXT")
    if not 0 < text.start <= text.end < len(content):
        raise refused("outside", segment="TEXT", start=text.start, end=text.end, size=len(content))
    return Header(version=version[3:], text=text, data=_segment(content, "DATA"))


def check_inside(segment: Segment, name: str, size: int) -> None:
    """Raise ``Refused`` when a segment does not lie within the file's ``size`` bytes."""
    if not SIZE <= segment.start <= segment.end < size:
        raise refused("outside", segment=name, start=segment.start, end=segment.end, size=size)


def _segment(content: bytes, name: str) -> Segment:
    start, end = (_offset(content, name, place) for place in _PLACES[name])
    return Segment(start, end)


def _offset(content: bytes, name: str, place: int) -> int:
    field = content[place : place + 8].decode("ascii", "replace")
    digits = field.strip(" ")
    if not (digits.isascii() and digits.isdigit()):
        raise refused("offset", segment=name, first=place, last=place + 7, found=_printable(field))
    return int(digits)


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in text)
