"""The donation identification number: data structure 001 (ST-001 v6.2.2, section 2.4.1 and appendix A)."""

from dataclasses import dataclass
from enum import StrEnum
from string import ascii_uppercase, digits
from typing import Final

from cellpark.identifiers.mod37 import check_character, check_value
from cellpark.identifiers.piece import DIGITS, Piece, alphabet, refused

WHAT: Final = "ISBT 128 DS001 (DIN)"
FIRST: Final = alphabet(ascii_uppercase.replace("O", "") + digits[1:], "A-N, P-Z, 1-9")
LETTER_OR_DIGIT: Final = alphabet(ascii_uppercase.replace("O", "") + digits, "A-N, P-Z, 0-9")
CHECK: Final = alphabet(ascii_uppercase + digits + "*", "A-Z, 0-9, *")
DEMONSTRATION_FACILITY: Final = "A9999"
"""The facility number that ICCBBA reserves for examples; a site in use has its own."""


class FlagKind(StrEnum):
    """What the two flag characters say; they are not part of the number (ST-001 table 3)."""

    NONE = "none"
    CONTAINER = "container"
    PILOT_TUBE = "pilot_tube"
    TEST_TUBE = "test_tube"
    BACTERIAL_SAMPLE = "bacterial_sample"
    LOCAL = "local"
    CHECKSUM = "checksum"


SINGLE_FLAGS: Final = {
    "00": FlagKind.NONE,
    "06": FlagKind.PILOT_TUBE,
    "07": FlagKind.TEST_TUBE,
    "10": FlagKind.BACTERIAL_SAMPLE,
    **dict.fromkeys(("01", "02", "03", "04", "15", "16", "17", "18", "19"), FlagKind.CONTAINER),
}


@dataclass(frozen=True, slots=True)
class Din:
    """One donation event, unique in the world for a hundred years: facility, nominal year, sequence, flags."""

    facility: str
    year: str
    sequence: str
    flags: str = "00"

    @property
    def number(self) -> str:
        """The 13 characters that identify the donation; flags are not part of them."""
        return f"{self.facility}{self.year}{self.sequence}"

    @property
    def check_character(self) -> str:
        """The boxed character K that is printed after the number and typed after it by hand."""
        return check_character(self.number)

    @property
    def flag_kind(self) -> FlagKind:
        """What the flags say."""
        return SINGLE_FLAGS.get(self.flags) or (FlagKind.LOCAL if int(self.flags) < 60 else FlagKind.CHECKSUM)

    @property
    def container(self) -> int | None:
        """Which container of a set the flags name: 01-04 are the first four, 15-19 the fifth to ninth."""
        if self.flag_kind is not FlagKind.CONTAINER:
            return None
        place = int(self.flags)
        return place if place <= 4 else place - 10

    @property
    def payload(self) -> str:
        """The text that a symbol carries."""
        return f"={self.number}{self.flags}"

    @property
    def keyed(self) -> str:
        """The number with its check character, as a person types it."""
        return f"{self.number}{self.check_character}"

    @property
    def printed(self) -> str:
        """The number as it is printed for eyes: ``A9999 21 123456 00``, with the check character after it."""
        return f"{self.facility} {self.year} {self.sequence} {self.flags}  {self.check_character}"

    def with_checksum(self) -> "Din":
        """The same donation with type 3 flags: 60 plus the check value, so that a scan proves itself."""
        return Din(self.facility, self.year, self.sequence, f"{60 + check_value(self.number):02d}")


def read_facility(piece: Piece, start: int) -> str:
    """The five characters of a facility identification number at ``start``."""
    return (
        piece.take(start, start + 1, FIRST)
        + piece.take(start + 1, start + 3, LETTER_OR_DIGIT)
        + piece.take(start + 3, start + 5, DIGITS)
    )


def read_din(piece: Piece) -> Din:
    """A symbol's content ``=...``: 16 characters with flags. Raises ``Refused``."""
    piece.exactly(16)
    din = _number(piece, 1)
    flags = piece.take(14, 16, LETTER_OR_DIGIT)
    if flags not in SINGLE_FLAGS and not (flags.isdecimal() and 20 <= int(flags) <= 96):
        raise refused("flags", found=flags, position=piece.at + 15)
    if flags.isdecimal() and int(flags) >= 60:
        piece.checked(14, expected=f"{60 + check_value(din.number):02d}")
    return Din(din.facility, din.year, din.sequence, flags)


def read_keyed_din(piece: Piece) -> Din:
    """A number typed by hand: 13 characters and the check character. Raises ``Refused``."""
    piece.exactly(14)
    din = _number(piece, 0)
    piece.take(13, 14, CHECK)
    piece.checked(13, expected=din.check_character)
    return din


def parse_din(text: str) -> Din:
    """A donation number as a symbol's content, or the bare 13 characters. Raises ``Refused``."""
    piece = Piece(text, WHAT)
    return read_din(piece) if text.startswith("=") else _number(piece.exactly(13), 0)


def format_din(*, facility: str, year: int, sequence: int, flags: str = "00") -> Din:
    """A new number from its parts; ``sequence`` is 0 to 999999. Raises ``Refused``."""
    return parse_din(f"={facility}{year % 100:02d}{sequence:06d}{flags}")


def _number(piece: Piece, start: int) -> Din:
    facility = read_facility(piece, start)
    year = piece.take(start + 5, start + 7, DIGITS)
    return Din(facility, year, piece.take(start + 7, start + 13, DIGITS))
