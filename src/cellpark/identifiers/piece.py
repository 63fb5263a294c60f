"""A piece of scanned text that knows what it should be and where it stands, so that a refusal can point at it."""

from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Final

from cellpark.kernel.problem import Parameter, Problem, Refused

LONGEST: Final = 800
"""No code of ours, printed in one symbol, is longer; a longer text is a document pasted by mistake."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Characters that may stand at a place, and how people write that set (``A-N, P-Z, 1-9``)."""

    characters: frozenset[str]
    words: str


def alphabet(characters: str, words: str) -> Alphabet:
    """The set of ``characters`` under the name ``words``."""
    return Alphabet(frozenset(characters), words)


DIGITS: Final = alphabet(digits, "0-9")
CAPITALS: Final = alphabet(ascii_uppercase, "A-Z")
CAPITALS_AND_DIGITS: Final = alphabet(ascii_uppercase + digits, "A-Z, 0-9")
ALPHANUMERIC: Final = alphabet(ascii_uppercase + ascii_lowercase + digits, "A-Z, a-z, 0-9")


def refused(code: str, **params: Parameter) -> Refused:
    """The refusal ``identifiers.<code>``, to be raised; ``position`` counts from 1."""
    return Refused(Problem(f"identifiers.{code}", params, field="code"))


@dataclass(frozen=True, slots=True)
class Piece:
    """``text`` is read as ``what`` (``ISBT 128 DS001 (DIN)``) and begins ``at`` characters into the whole scan."""

    text: str
    what: str
    at: int = 0

    def exactly(self, *lengths: int) -> "Piece":
        """This piece, if its length is one of ``lengths``; raises ``Refused`` with ``identifiers.length``."""
        if len(self.text) not in lengths:
            expected = " / ".join(map(str, lengths))
            raise refused("length", what=self.what, found=len(self.text), expected=expected, position=self.at + 1)
        return self

    def take(self, start: int, end: int, allowed: Alphabet) -> str:
        """The characters from ``start`` up to ``end``; raises ``Refused`` with ``identifiers.character``."""
        for index in range(start, end):
            if index >= len(self.text):
                raise refused("short", what=self.what, position=self.at + index + 1, expected=allowed.words)
            if self.text[index] not in allowed.characters:
                raise refused(
                    "character",
                    what=self.what,
                    position=self.at + index + 1,
                    found=shown(self.text[index]),
                    expected=allowed.words,
                )
        return self.text[start:end]

    def checked(self, index: int, *, expected: str) -> None:
        """Refuse with ``identifiers.check`` unless ``expected`` stands at ``index``."""
        found = self.text[index : index + len(expected)]
        if found != expected:
            raise refused("check", what=self.what, position=self.at + index + 1, found=shown(found), expected=expected)


def shown(text: str) -> str:
    """``text`` so that a person can see every character of it: what cannot be printed as its code point."""
    return "".join(each if each.isprintable() else f"U+{ord(each):04X}" for each in text)
