"""The house's own codes, for things that have no number of a standard: ``EQ-INC-01``, ``RM-CR2``, ``CT-26-000123``."""

import re
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase, digits
from typing import Final

from cellpark.identifiers.mod37 import check_character
from cellpark.identifiers.piece import Piece, alphabet, refused, shown

LIMIT: Final = 40
BODY: Final = alphabet(ascii_uppercase + digits + "-", "A-Z, 0-9, -")
MARK: Final = "."


class HouseKind(StrEnum):
    """What a house code names; the value is its first two letters."""

    EQUIPMENT = "EQ"
    ROOM = "RM"
    CONTAINER = "CT"
    LOT = "LT"
    MATERIAL = "MT"
    BATCH = "BA"
    SAMPLE = "SA"
    LABEL = "LB"
    PERSON = "PE"
    STATION = "ST"


SHAPED: Final = re.compile(r"(?:" + "|".join(HouseKind) + r")-", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HouseCode:
    """One thing in this house: its kind and the rest of its code."""

    kind: HouseKind
    body: str

    @property
    def content(self) -> str:
        """The code as people say and type it."""
        return f"{self.kind}-{self.body}"

    @property
    def payload(self) -> str:
        """The text that a symbol carries: the code, a point and a check character, so that a misread shows."""
        return f"{self.content}{MARK}{check_character(self.content.replace('-', ''))}"


def looks_like_house(text: str) -> bool:
    """Whether ``text`` begins like one of the house's codes."""
    return SHAPED.match(text) is not None


def parse_house(text: str, at: int = 0) -> HouseCode:
    """A code of the house, with or without its check character, in capitals or not. Raises ``Refused``."""
    written = text.upper()
    what = f"{written[:3]}…"
    if not looks_like_house(written):
        raise refused("unknown", found=shown(text[:LIMIT]))
    content, mark, check = written.partition(MARK)
    piece = Piece(content, what, at)
    body = piece.take(3, len(content), BODY)
    if not body.strip("-") or body != body.strip("-") or len(content) > LIMIT:
        raise refused("length", what=what, found=len(content), expected=f"4-{LIMIT}", position=at + 1)
    code = HouseCode(HouseKind(content[:2]), body)
    if mark:
        Piece(check, what, at + len(content) + 1).exactly(1).checked(0, expected=code.payload[-1])
    return code
