"""The front matter: what the document is, between two lines ``---``."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from cellpark.recipes.dialect.faults import Faults
from cellpark.recipes.dialect.limits import MAX_NAME, MAX_TEXT
from cellpark.recipes.dialect.model import Bilingual
from cellpark.recipes.dialect.sentences import title

KEYS: Final = ("mbr", "version", "title", "product", "kind")
NEEDED: Final = ("mbr", "version", "title")
FENCE: Final = "---"
FORMS: Final = {
    "mbr": re.compile(r"[A-Z0-9][A-Z0-9.-]*"),
    "version": re.compile(r"(?:0|[1-9][0-9]{0,4})(?:\.(?:0|[1-9][0-9]{0,4})){2}"),
    "product": re.compile(r"[A-Za-z0-9][A-Za-z0-9._ /+-]*"),
    "kind": re.compile(r"[a-z][a-z0-9 -]*"),
}
_LINE = re.compile(r"([^\s:]+) *: *(.*)")


@dataclass(slots=True)
class Front:
    """What was read; empty texts where a problem was noted."""

    values: dict[str, str] = field(default_factory=dict)
    title: Bilingual | None = None
    end: int = 0
    """The number of lines that belong to it."""


def read_front(faults: Faults) -> Front:
    """The front matter with its first problems noted."""
    front = Front()
    lines = faults.lines
    if not lines or lines[0].rstrip() != FENCE:
        faults.at("front_missing", 1)
        return front
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == FENCE:
            front.end = number
            break
        if line.startswith("#"):
            break  # the closing line was forgotten: the document has begun
        if line.strip():
            _read_line(faults, front, number, line)
    else:
        number = len(lines)
    if not front.end:
        front.end = number - 1 if lines[number - 1].startswith("#") else number
        faults.at("front_open", 1, 1, len(FENCE))
    for key in NEEDED:
        if key not in front.values:
            faults.at("front_key_missing", 1, 1, len(FENCE), key=key)
    return front


def _read_line(faults: Faults, front: Front, number: int, line: str) -> None:
    match = _LINE.match(line)
    if match is None:
        faults.at("front_line", number, 1, len(line))
        return
    key, value, column = match[1], match[2].strip(), match.start(2) + 1
    if key not in KEYS:
        near = ", ".join(get_close_matches(key, KEYS, n=1)) or ", ".join(KEYS)
        faults.at("front_key_unknown", number, 1, len(key), found=key[:MAX_NAME], known=near)
        return
    if key in front.values:
        faults.at("front_key_twice", number, 1, len(key), key=key)
        return
    front.values[key] = value
    if key == "title":
        front.title = title(faults, number, value, column)
    elif len(value) > MAX_TEXT or not FORMS[key].fullmatch(value):
        faults.at(f"form_{key}", number, column, len(value), found=value[:MAX_NAME])
