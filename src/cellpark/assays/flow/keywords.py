"""The text segment of an FCS file: keywords and values between separators.

Source: FCS 3.1, section 3.2: the first byte is the separator; within a value it is doubled; a value is never empty;
keywords know no case. ``$`` marks keywords of the standard. Older files are not always UTF-8: they are read as Latin-1.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from cellpark.assays.flow.header import Header, Segment, check_inside, refused

_INTEGER: Final = re.compile(r"\s*[0-9]{1,15}\s*", re.ASCII)
_PADDING: Final = b" \x00\r\n\t"


def read_keywords(content: bytes, header: Header) -> dict[str, str]:
    """All keywords in capitals with their values, of the text and of its supplement.

    Raises:
        Refused: ``assays.flow.fcs.text_cut``, ``.text_pairs``, ``.keyword_twice``, ``.keyword``, ``.outside``.
    """
    found = _pairs(content, header.text, "TEXT")
    if header.version != "2.0":
        begin, end = integer(found, "$BEGINSTEXT", 0), integer(found, "$ENDSTEXT", 0)
        if begin and end > begin and begin != header.text.start:
            supplement = Segment(begin, end)
            check_inside(supplement, "STEXT", len(content))
            _merge(found, _pairs(content, supplement, "STEXT"))
    return found


def integer(keywords: Mapping[str, str], name: str, absent: int | None = None) -> int:
    """A whole number; raises ``Refused`` where it is missing (without ``absent``) or no number."""
    text = needed(keywords, name) if absent is None else keywords.get(name)
    if text is None:
        assert absent is not None
        return absent
    if not _INTEGER.fullmatch(text):
        raise refused("keyword", keyword=name, found=text[:40], expected="0-9")
    return int(text)


def needed(keywords: Mapping[str, str], name: str) -> str:
    """A value that the standard requires; raises ``Refused`` where it is missing."""
    if name not in keywords:
        raise refused("keyword_missing", keyword=name)
    return keywords[name]


def _pairs(content: bytes, segment: Segment, name: str) -> dict[str, str]:
    raw = content[segment.start : segment.end + 1]
    separator, body = raw[:1], raw[1:].rstrip(_PADDING)
    if not body.endswith(separator) or not 1 <= separator[0] <= 126:
        raise refused("text_cut", segment=name, separator=_shown(separator), end=segment.end)
    text, mark = _decoded(body[: -len(separator)]), separator.decode("ascii")
    # a doubled separator is one that belongs to the value; no other text holds a NUL twice
    parts = [part.replace("\0\0", mark) for part in text.replace(mark * 2, "\0\0").split(mark)]
    if len(parts) % 2:
        raise refused("text_pairs", segment=name, last=_shown(parts[-1].encode())[:40])
    found: dict[str, str] = {}
    for keyword, value in zip(parts[::2], parts[1::2], strict=True):
        _merge(found, {keyword.strip().upper(): value})
    return found


def _merge(found: dict[str, str], more: Mapping[str, str]) -> None:
    """The same keyword with the same value twice is harmless; with two values nobody knows which one holds."""
    for keyword, value in more.items():
        if found.setdefault(keyword, value) != value:
            raise refused("keyword_twice", keyword=keyword[:40], first=found[keyword][:40], second=value[:40])


def _decoded(raw: bytes) -> str:
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return unicodedata.normalize("NFC", text)


def _shown(raw: bytes) -> str:
    text = raw.decode("utf-8", "replace")
    return "".join(character if character.isprintable() else f"\\x{ord(character):02x}" for character in text)
