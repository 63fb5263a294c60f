"""From text to words: numbers, units, names, strings, dates and signs, each with its place."""

import re
from typing import Final, NamedTuple

from cellpark.kernel.expression.limits import MAX_LENGTH, MAX_TOKENS
from cellpark.kernel.expression.position import Span, refused_at

KEYWORDS: Final = frozenset({"and", "or", "not", "in", "true", "false"})

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r\n]+)
  | (?P<instant>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2})?(?![0-9A-Za-z]))
  | (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9A-Za-z]))
  | (?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)
  | (?P<text>"(?:[^"\\\n]|\\["\\])*")
  | (?P<sign>\.\.|<=|>=|==|!=|[-+*/<>(),\[\]])
    """,
    re.VERBOSE,
)
_UNIT_PART = "(?:%|\u00b0?[A-Za-z\u00b5\u03bc][A-Za-z0-9_]*)(?:\\^-?[0-9]{1,2}|[\u00b2\u00b3])?"
_UNIT = re.compile(f"[ \\t]*(?P<unit>{_UNIT_PART}(?:[*/\u00b7\u00d7]{_UNIT_PART})*)")
_WORD = re.compile(r"[A-Za-z_]+")

# What people write elsewhere, or with a Chinese keyboard, and what is written here.
INSTEAD: Final = {
    "=": "==",
    "&": "and",
    "|": "or",
    "!": "not",
    "'": '"',
    "^": "*",
    "{": "(",
    "}": ")",
    ";": ",",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2260": "!=",
    "\u00d7": "*",
    "\u00f7": "/",
    "\u2212": "-",
    "\u2013": "-",
    "\u201c": '"',
    "\u201d": '"',
    "\u2018": '"',
    "\u2019": '"',
    "\u3010": "[",
    "\u3011": "]",
    "\u3001": ",",
    "\uff5e": "..",
    "~": "..",
    "\u2026": "..",
    "\u3000": " ",
    "\u00a0": " ",
}
_FULL_WIDTH = range(0xFF01, 0xFF5F)


class Token(NamedTuple):
    """One word: its kind (number, unit, name, text, day, instant, sign or end), its text, its place."""

    kind: str
    text: str
    span: Span


def tokens(text: str) -> list[Token]:
    """The words of ``text``, ended by one of kind ``end``; raises ``Refused`` at the first that is none."""
    if len(text) > MAX_LENGTH:
        raise refused_at("too_long", "", Span(0, 0), length=len(text), limit=MAX_LENGTH)
    found: list[Token] = []
    offset = 0
    while offset < len(text):
        match = _TOKEN.match(text, offset)
        if match is None:
            raise _unreadable(text, offset)
        offset = match.end()
        kind = str(match.lastgroup)
        if kind == "space":
            continue
        word = match[0]
        is_sign = kind == "name" and word in KEYWORDS
        found.append(Token("sign" if is_sign else kind, word, Span(match.start(), offset)))
        unit = _unit_after(text, offset) if kind == "number" else None
        if unit is not None:
            found.append(unit)
            offset = unit.span.end
        if len(found) > MAX_TOKENS:
            raise refused_at("too_many_words", text, found[-1].span, limit=MAX_TOKENS)
    found.append(Token("end", "", Span(len(text), len(text))))
    return found


def _unit_after(text: str, offset: int) -> Token | None:
    # A unit is glued to itself: in "6 mL/bag" the stroke belongs to the unit, in "6 mL / n" it divides.
    match = _UNIT.match(text, offset)
    if match is None:
        return None
    word = _WORD.match(match["unit"])
    if word is not None and word[0] in KEYWORDS:
        return None
    return Token("unit", match["unit"], Span(match.start("unit"), match.end()))


def _unreadable(text: str, offset: int) -> Exception:
    found = text[offset]
    span = Span(offset, offset + 1)
    if found == '"':
        return refused_at("text_not_closed", text, Span(offset, _line_end(text, offset)))
    instead = INSTEAD.get(found)
    if instead is None and ord(found) in _FULL_WIDTH:
        instead = chr(ord(found) - 0xFEE0)
    if instead is not None:
        return refused_at("write_instead", text, span, found=found, instead=instead)
    shown = found if found.isprintable() else f"U+{ord(found):04X}"
    return refused_at("unreadable", text, span, found=shown)


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
