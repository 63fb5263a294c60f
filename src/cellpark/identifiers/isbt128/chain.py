"""The chain of identity identifier: data structure 040 (ST-001 v6.2.2, section 2.4.40; ST-028)."""

from dataclasses import dataclass
from typing import Final

from cellpark.identifiers.isbt128.din import read_facility
from cellpark.identifiers.piece import CAPITALS_AND_DIGITS, DIGITS, Piece, alphabet

WHAT: Final = "ISBT 128 DS040 (COI)"


@dataclass(frozen=True, slots=True)
class ChainOfIdentity:
    """One therapy event of one patient, from the first collection to the infusion; it names nobody.

    It is given before or at the first collection, links several collections, and never changes after its issue.
    """

    facility: str
    year: str
    sequence: str

    @property
    def content(self) -> str:
        """The 15 characters that identify the chain; the structure has no check character."""
        return f"CH{self.facility}{self.year}{self.sequence}"

    @property
    def payload(self) -> str:
        """The text that a symbol carries."""
        return f"&/{self.content}"

    @property
    def printed(self) -> str:
        """The content as it is printed for eyes: ``CH A9999 26 000A1B``."""
        return f"CH {self.facility} {self.year} {self.sequence}"


def read_chain(piece: Piece) -> ChainOfIdentity:
    """A symbol's content ``&/CH...``. Raises ``Refused``."""
    piece.exactly(17)
    piece.take(2, 3, alphabet("C", "C"))
    piece.take(3, 4, alphabet("H", "H"))
    facility = read_facility(piece, 4)
    return ChainOfIdentity(facility, piece.take(9, 11, DIGITS), piece.take(11, 17, CAPITALS_AND_DIGITS))


def parse_chain(text: str) -> ChainOfIdentity:
    """A chain of identity with or without its data identifier, with or without spaces. Raises ``Refused``."""
    bare = text.replace(" ", "")
    return read_chain(Piece(bare, WHAT) if bare.startswith("&/") else Piece(f"&/{bare}", WHAT, at=-2))


def format_chain(*, facility: str, year: int, sequence: str) -> ChainOfIdentity:
    """A new identifier from its parts; ``sequence`` has six characters of A-Z and 0-9. Raises ``Refused``."""
    return parse_chain(f"&/CH{facility}{year % 100:02d}{sequence}")
