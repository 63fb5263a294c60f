"""Titles and sentences: both languages, the same marks, and no number that a field should carry."""

import re
from dataclasses import dataclass
from functools import lru_cache

from cellpark.recipes.dialect.faults import Faults
from cellpark.recipes.dialect.limits import MAX_NAME, MAX_TEXT
from cellpark.recipes.dialect.model import Bilingual

_CHINESE = re.compile("[\u3400-\u9fff]")
_MARK = re.compile(r"\{([^{}]*)\}")
# A digit that belongs to a name is no number: CD3, IL-2, RM-0312. Everything else is, in full width as well.
_NUMERAL = re.compile("(?<![A-Za-z0-9])(?<![A-Za-z]-)[0-9\uff10-\uff19][0-9\uff10-\uff19.,]*")
_DIGIT = re.compile("[0-9\uff10-\uff19]")
_NUMBERED = re.compile(r"[A-Za-z]*[0-9][A-Za-z0-9]*")
_NAMED = re.compile(r"(?<=[A-Za-z]-)[0-9]+|[A-Za-z]+[0-9][A-Za-z0-9]*")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in one language: its words, and where they begin."""

    language: str
    text: str
    line: int
    column: int


@lru_cache(maxsize=4096)
def clean_title(text: str) -> Bilingual | None:
    """A title without a fault; None when it must be read in its place."""
    faults = Faults([text])
    found = title(faults, 1, text, 1)
    return None if faults.problems else found


@lru_cache(maxsize=4096)
def clean_sentences(zh: str, en: str) -> frozenset[str] | None:
    """The fields that two sentences without a fault name; None when they must be read in their place."""
    faults = Faults([zh, en])
    known = set(_MARK.findall(zh))
    agree(faults, Said("zh", zh, 1, 1), Said("en", en, 2, 1), known)
    return None if faults.problems else frozenset(known)


def title(faults: Faults, line: int, text: str, column: int) -> Bilingual | None:
    """``zh | en`` of a heading or of the front matter, with a numeral in one language only if it is in both."""
    left, bar, right = text.partition("|")
    zh, en = left.strip(), right.strip()
    if not bar or not zh or not en:
        faults.at("translation", line, column, len(text))
        return None
    start = column + len(left) + 1 + len(right) - len(right.lstrip())
    if "|" in right or "{" in text or "}" in text or len(text) > MAX_TEXT:
        faults.at("text", line, column, len(text), limit=MAX_TEXT)
        return None
    _spoken(faults, Said("zh", zh, line, column), Said("en", en, line, start), _NUMBERED)
    return Bilingual(zh, en)


def _spoken(faults: Faults, zh: Said, en: Said, numbered: re.Pattern[str]) -> None:
    """Refuse Chinese without Chinese, English with Chinese, and names whose digits differ (CD3 here, CD4 there)."""
    if not _CHINESE.search(zh.text):
        faults.at("not_chinese", zh.line, zh.column, len(zh.text))
    chinese = _CHINESE.search(en.text)
    if chinese is not None:
        faults.at("not_english", en.line, en.column + chinese.start())
    if _DIGIT.search(zh.text) is None and _DIGIT.search(en.text) is None:
        return
    mine, theirs = sorted(numbered.findall(zh.text)), sorted(numbered.findall(en.text))
    if mine != theirs:
        different = ", ".join(sorted(set(mine) ^ set(theirs)) or mine)
        faults.at("numerals_differ", en.line, en.column, len(en.text), found=different[:MAX_NAME])


def marks(faults: Faults, said: Said, known: frozenset[str] | set[str]) -> set[str]:
    """The fields that a sentence names; unknown ones, open braces and bare numbers are noted."""
    found = set()
    for match in _MARK.finditer(said.text):
        name = match[1]
        if name not in known:
            near = ", ".join(sorted(known)) or "-"
            column = said.column + match.start(1)
            faults.at("mark_unknown", said.line, column, len(name), found=name[:MAX_NAME], known=near[:MAX_TEXT])
        found.add(name)
    rest = _bare(said.text)
    for sign in "{}":
        if sign in rest:
            faults.at("mark_open", said.line, said.column + rest.index(sign), found=sign)
    for match in _NUMERAL.finditer(rest) if _DIGIT.search(rest) else ():
        faults.at("numeral", said.line, said.column + match.start(), len(match[0]), found=match[0])
    return found


def agree(faults: Faults, zh: Said, en: Said, known: set[str]) -> set[str]:
    """The fields that both sentences name; every difference between the languages is noted."""
    mine, theirs = marks(faults, zh, known), marks(faults, en, known)
    for name in sorted((mine - theirs) & known):
        faults.at("marks_differ", en.line, en.column, len(en.text), name=name, language="en", other="zh")
    for name in sorted((theirs - mine) & known):
        faults.at("marks_differ", zh.line, zh.column, len(zh.text), name=name, language="zh", other="en")
    _spoken(
        faults,
        Said("zh", _bare(zh.text), zh.line, zh.column),
        Said("en", _bare(en.text), en.line, en.column),
        _NAMED,
    )
    return mine | theirs


@lru_cache(maxsize=64)
def _bare(text: str) -> str:
    """The sentence with blanks for its marks; asked for twice, for what it says and for its languages."""
    for name in set(_MARK.findall(text)):
        text = text.replace(f"{{{name}}}", " " * (len(name) + 2))
    return text
