"""Which data identifier opens which structure, and messages of several structures (ST-001, 2.3 and 2.4.23)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from cellpark.identifiers.isbt128.chain import ChainOfIdentity, read_chain
from cellpark.identifiers.isbt128.din import Din, read_din
from cellpark.identifiers.isbt128.moments import ExpiryMonth, Moment, read_expiry_month, read_moment
from cellpark.identifiers.isbt128.others import (
    CatalogNumber,
    Grid,
    LotNumber,
    PatientBirth,
    PatientNumber,
    SpecialMessage,
    read_birth,
    read_catalog,
    read_grid,
    read_lot,
    read_patient,
    read_special,
)
from cellpark.identifiers.isbt128.product import Divisions, ProductCode, read_divisions, read_product
from cellpark.identifiers.piece import DIGITS, Piece, refused, shown

Structure: TypeAlias = (
    Din
    | ChainOfIdentity
    | ProductCode
    | Divisions
    | Moment
    | ExpiryMonth
    | SpecialMessage
    | LotNumber
    | CatalogNumber
    | PatientBirth
    | PatientNumber
    | Grid
)
"""One data structure of ISBT 128 that this house reads and writes."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table of data identifiers; ``length`` includes the identifier, 0 means that the content says."""

    identifier: str
    name: str
    length: int
    read: Callable[[Piece], Structure]


KINDS: Final = (
    Kind("=%", "ISBT 128 DS002", 6, read_special),
    Kind("=<", "ISBT 128 DS003", 10, read_product),
    Kind("=>", "ISBT 128 DS004", 8, read_moment),
    Kind("&>", "ISBT 128 DS005", 12, read_moment),
    Kind("=*", "ISBT 128 DS006", 8, read_moment),
    Kind("&*", "ISBT 128 DS007", 12, read_moment),
    Kind("=}", "ISBT 128 DS008", 8, read_moment),
    Kind("&}", "ISBT 128 DS009", 12, read_moment),
    Kind("=)", "ISBT 128 DS017", 12, read_catalog),
    Kind("&)", "ISBT 128 DS018", 12, read_lot),
    Kind("=-", "ISBT 128 DS021", 12, read_catalog),
    Kind("&-", "ISBT 128 DS022", 12, read_lot),
    Kind("=#", "ISBT 128 DS024", 12, read_birth),
    Kind("&#", "ISBT 128 DS025", 0, read_patient),
    Kind("=]", "ISBT 128 DS026", 8, read_expiry_month),
    Kind("=,", "ISBT 128 DS032", 8, read_divisions),
    Kind("&,1", "ISBT 128 DS035", 21, read_lot),
    Kind("&:", "ISBT 128 DS039 (GRID)", 21, read_grid),
    Kind("&/", "ISBT 128 DS040 (COI)", 17, read_chain),
)
DIN: Final = Kind("=", "ISBT 128 DS001 (DIN)", 16, read_din)
COMPOUND: Final = "ISBT 128 DS023"


@dataclass(frozen=True, slots=True)
class Compound:
    """Several structures in one symbol (data structure 023); ``reference`` 000 means no agreed sequence."""

    parts: tuple[Structure, ...]
    reference: str = "000"

    @property
    def payload(self) -> str:
        """The text that a symbol carries."""
        return f"=+{len(self.parts):02d}{self.reference}" + "".join(part.payload for part in self.parts)


def read_isbt128(text: str, at: int = 0) -> Structure | Compound:
    """The content of one symbol: one structure, or a compound message. Raises ``Refused`` with the position."""
    if text.startswith("=+"):
        return _compound(Piece(text, COMPOUND, at))
    kind = _kind(text, at)
    return kind.read(Piece(text, kind.name, at))


def _kind(text: str, at: int) -> Kind:
    for kind in KINDS:
        if text.startswith(kind.identifier):
            return kind
    if text.startswith("=") and text[1:2].isalnum() and text[1:2].isascii():
        return DIN
    raise refused("structure", found=shown(text[:3]), position=at + 1)


def _compound(piece: Piece) -> Compound:
    count, reference = int(piece.take(2, 4, DIGITS)), piece.take(4, 7, DIGITS)
    parts: list[Structure] = []
    begin = 7
    while begin < len(piece.text):
        rest, at = piece.text[begin:], piece.at + begin
        kind = _kind(rest, at)
        length = kind.length or _told_length(Piece(rest, kind.name, at))
        parts.append(kind.read(Piece(rest[:length], kind.name, at)))
        begin += length
    if len(parts) != count or count < 2:
        raise refused("parts", found=len(parts), expected=max(count, 2), position=piece.at + 3)
    return Compound(tuple(parts), reference)


def _told_length(piece: Piece) -> int:
    # data structure 025 alone: two digits after the place say how many characters follow
    return 6 + int(piece.take(4, 6, DIGITS))
