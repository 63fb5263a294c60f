"""The head of a text that may still be wrong: number, version and title as far as they can be read. Pure."""

import re
from dataclasses import dataclass

NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./+-]{0,39}")
_FIELD = re.compile(r"^(mbr|version|title):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_HEAD_MAX = 2_000


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands in the head; empty where it cannot be read."""

    mbr: str
    number: str
    title_zh: str
    title_en: str


def heading_of(text: str) -> Heading:
    """The head of a text, whatever follows."""
    found: dict[str, str] = {}
    for match in _FIELD.finditer(_head(text)):
        found.setdefault(match[1], match[2])
    zh, _, en = found.get("title", "").partition("|")
    return Heading(
        mbr=found.get("mbr", "")[:40],
        number=found.get("version", "")[:20],
        title_zh=zh.strip()[:300],
        title_en=en.strip()[:300],
    )


def with_number(text: str, number: str) -> str:
    """The text with another version number in its head."""
    head = _head(text)
    return re.sub(r"^version:.*$", f"version: {number}", head, count=1, flags=re.MULTILINE) + text[len(head) :]


def _head(text: str) -> str:
    start = text[:_HEAD_MAX]
    end = start.find("\n---", 3)
    return start if end < 0 else start[:end]
