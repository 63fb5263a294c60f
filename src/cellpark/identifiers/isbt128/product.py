"""Product codes and divisions: data structures 003 and 032 (ST-001 v6.2.2, sections 2.4.3 and 2.4.32, table 7)."""

from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Final

from cellpark.identifiers.piece import ALPHANUMERIC, CAPITALS, CAPITALS_AND_DIGITS, DIGITS, Piece, alphabet, refused

WHAT: Final = "ISBT 128 DS003"
# the kinds of product whose last three characters are collection type and division; those that only count packs
TYPED: Final = "EFHSP"
PACKED: Final = "MNRTVW"
COLLECTION: Final = alphabet("0VRSTPrsA1XDd2LEQ3456FC78BHJG", "0-8, A-H, J, L, P-T, V, X, d, r, s")
AUTOLOGOUS: Final = frozenset("1AX8")
BIOHAZARD: Final = frozenset("X36H")
DIVIDED: Final = alphabet(ascii_uppercase + digits, "A-Z, 0-9")
SUBDIVIDED: Final = alphabet(ascii_lowercase + digits, "a-z, 0-9")


@dataclass(frozen=True, slots=True)
class ProductCode:
    """What a product is (``S1234``), for whom it was collected (``1``: autologous only), which part of it (``A0``).

    ``collection`` is empty where the kind of product only counts packs: then ``division`` has three digits.
    """

    description: str
    collection: str
    division: str

    @property
    def payload(self) -> str:
        """The text that a symbol carries."""
        return f"=<{self.content}"

    @property
    def content(self) -> str:
        """The eight characters as they are printed for eyes."""
        return f"{self.description}{self.collection}{self.division}"

    @property
    def autologous(self) -> bool:
        """Whether the collection was for the donor alone (types 1, A, X and 8)."""
        return self.collection in AUTOLOGOUS

    @property
    def biohazard(self) -> bool:
        """Whether the type of collection says biohazard (types X, 3, 6 and H)."""
        return self.collection in BIOHAZARD

    @property
    def divided(self) -> bool:
        """Whether this is one of several parts."""
        return self.division.strip("0") != ""


@dataclass(frozen=True, slots=True)
class Divisions:
    """Six characters for a product that is divided more often than two characters can say (data structure 032)."""

    division: str

    @property
    def payload(self) -> str:
        """The text that a symbol carries."""
        return f"=,{self.division}"


def read_product(piece: Piece) -> ProductCode:
    """A symbol's content ``=<...``. Raises ``Refused``."""
    piece.exactly(10)
    kind = piece.take(2, 3, CAPITALS)
    description = kind + piece.take(3, 7, CAPITALS_AND_DIGITS)
    if kind in PACKED:
        return ProductCode(description, "", piece.take(7, 10, DIGITS))
    if kind in TYPED or description[:2] == "X0" or (kind == "Y" and description[1].isalpha()):
        collection = piece.take(7, 8, COLLECTION)
        return ProductCode(description, collection, piece.take(8, 9, DIVIDED) + piece.take(9, 10, SUBDIVIDED))
    if kind in "ABCD":
        # national and local codes define the last three characters themselves
        return ProductCode(description, piece.take(7, 8, ALPHANUMERIC), piece.take(8, 10, ALPHANUMERIC))
    raise refused("character", what=WHAT, position=piece.at + 3, found=kind, expected="A-F, H, M, N, P, R-T, V-Y")


def read_divisions(piece: Piece) -> Divisions:
    """A symbol's content ``=,...``. Raises ``Refused``."""
    return Divisions(piece.exactly(8).take(2, 8, CAPITALS_AND_DIGITS))


def parse_product(text: str) -> ProductCode:
    """A product code with or without its data identifier. Raises ``Refused``."""
    return read_product(Piece(text, WHAT) if text.startswith("=<") else Piece(f"=<{text}", WHAT, at=-2))
