"""Special messages, lots, patients and donors of registries (ST-001 v6.2.2, sections 2.4.2, 2.4.17 to 2.4.39)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from cellpark.identifiers.mod37 import check_value
from cellpark.identifiers.piece import (
    ALPHANUMERIC,
    CAPITALS_AND_DIGITS,
    DIGITS,
    Alphabet,
    Piece,
    alphabet,
    refused,
)

AUTOLOGOUS: Final = "Ma"
BIOHAZARD: Final = "Mb"
QUARANTINE: Final = "Mq"
MESSAGES: Final = frozenset({"00", "Ma", "Mb", "Md", "Mf", "Mq", "Mr", "Mx", "T1", "T2", "T3", "T4", "T5", "T6"})
"""The special messages of ST-001 table 5; every other value is a blood group."""


@dataclass(frozen=True, slots=True)
class SpecialMessage:
    """A blood group or a message: ``Ma`` autologous, ``Mb`` biohazardous, ``Mq`` quarantine (data structure 002)."""

    code: str
    phenotype: str = "0"

    @property
    def payload(self) -> str:
        """The text that a symbol carries; its last character is reserved and 0."""
        return f"=%{self.code}{self.phenotype}0"

    @property
    def message(self) -> bool:
        """Whether the code is a message and no blood group."""
        return self.code in MESSAGES


@dataclass(frozen=True, slots=True)
class LotNumber:
    """A lot: of a container (018), of another item (022), or of a product of human origin (035)."""

    structure: str
    number: str

    @property
    def payload(self) -> str:
        """The text that a symbol carries."""
        return f"{LOTS[self.structure].identifier}{self.number}"


@dataclass(frozen=True, slots=True)
class CatalogNumber:
    """Who makes a container (017) or another item (021) and which one it is; ``part`` names one container of a set."""

    structure: str
    part: str
    manufacturer: str
    catalog: str

    @property
    def payload(self) -> str:
        """The text that a symbol carries."""
        identifier = "=)" if self.structure == "DS017" else "=-"
        return f"{identifier}{self.part}{self.manufacturer}{self.catalog}"


@dataclass(frozen=True, slots=True)
class PatientBirth:
    """A patient's date of birth and where it was read (data structure 024)."""

    location: str
    day: date

    @property
    def payload(self) -> str:
        """The text that a symbol carries."""
        return f"=#{self.location}{self.day:%Y%m%d}"


@dataclass(frozen=True, slots=True)
class PatientNumber:
    """A patient's number in a hospital and where it was read (data structure 025)."""

    location: str
    number: str

    @property
    def payload(self) -> str:
        """The text that a symbol carries."""
        return f"&#{self.location}{len(self.number):02d}{self.number}"


@dataclass(frozen=True, slots=True)
class Grid:
    """A donor in a registry anywhere in the world (data structure 039): issuer, donor, two check digits."""

    issuer: str
    donor: str

    @property
    def checksum(self) -> str:
        """The check value of the 17 characters, in two digits."""
        return f"{check_value(self.issuer + self.donor):02d}"

    @property
    def content(self) -> str:
        """The 19 characters."""
        return f"{self.issuer}{self.donor}{self.checksum}"

    @property
    def payload(self) -> str:
        """The text that a symbol carries."""
        return f"&:{self.content}"


@dataclass(frozen=True, slots=True)
class LotShape:
    """How a kind of lot number is written."""

    identifier: str
    length: int
    allowed: Alphabet


LOTS: Final = {
    "DS018": LotShape("&)", 10, ALPHANUMERIC),
    "DS022": LotShape("&-", 10, ALPHANUMERIC),
    "DS035": LotShape("&,1", 18, CAPITALS_AND_DIGITS),
}


def read_special(piece: Piece) -> SpecialMessage:
    """A symbol's content ``=%ggre``. Raises ``Refused``."""
    piece.exactly(6)
    code, phenotype = piece.take(2, 4, ALPHANUMERIC), piece.take(4, 5, CAPITALS_AND_DIGITS)
    piece.take(5, 6, alphabet("0", "0"))
    return SpecialMessage(code, phenotype)


def read_lot(piece: Piece) -> LotNumber:
    """A symbol's content ``&)...``, ``&-...`` or ``&,1...``. Raises ``Refused``."""
    structure, shape = next((key, shape) for key, shape in LOTS.items() if piece.text.startswith(shape.identifier))
    begin = len(shape.identifier)
    piece.exactly(begin + shape.length)
    return LotNumber(structure, piece.take(begin, begin + shape.length, shape.allowed))


def read_catalog(piece: Piece) -> CatalogNumber:
    """A symbol's content ``=)bqqwwwwwww`` or ``=-qqwwwwwwww``. Raises ``Refused``."""
    piece.exactly(12)
    container = piece.text.startswith("=)")
    begin = 3 if container else 2
    part = piece.take(2, begin, ALPHANUMERIC)
    maker, catalog = piece.take(begin, begin + 2, ALPHANUMERIC), piece.take(begin + 2, 12, ALPHANUMERIC)
    return CatalogNumber("DS017" if container else "DS021", part, maker, catalog)


def read_birth(piece: Piece) -> PatientBirth:
    """A symbol's content ``=#aayyyymmdd``. Raises ``Refused``."""
    piece.exactly(12)
    written = piece.take(2, 12, DIGITS)
    try:
        day = date(int(written[2:6]), int(written[6:8]), int(written[8:10]))
    except ValueError:
        raise refused("day", what=piece.what, found=written[2:], position=piece.at + 5) from None
    return PatientBirth(written[:2], day)


def read_patient(piece: Piece) -> PatientNumber:
    """A symbol's content ``&#aallxx...``; ``ll`` counts the characters that follow. Raises ``Refused``."""
    location, length = piece.take(2, 4, DIGITS), int(piece.take(4, 6, DIGITS))
    piece.exactly(6 + length)
    return PatientNumber(location, piece.take(6, 6 + length, ALPHANUMERIC))


def read_grid(piece: Piece) -> Grid:
    """A symbol's content ``&:`` and 19 characters, the last two of them the checksum. Raises ``Refused``."""
    piece.exactly(21)
    grid = Grid(piece.take(2, 6, DIGITS), piece.take(6, 19, CAPITALS_AND_DIGITS))
    piece.take(19, 21, DIGITS)
    piece.checked(19, expected=grid.checksum)
    return grid
