"""The Single European Code of tissues and cells (Directive 2006/86/EC, annex VII; ST-012)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from cellpark.identifiers.piece import CAPITALS, CAPITALS_AND_DIGITS, DIGITS, Piece, alphabet, refused

WHAT: Final = "SEC (2006/86/EC)"
SYSTEMS: Final = alphabet("ABE", "A, B, E")


@dataclass(frozen=True, slots=True)
class SingleEuropeanCode:
    """Donation (country, establishment, number) and product (coding system, number, split, expiry) in 40 characters."""

    country: str
    establishment: str
    donation: str
    system: str
    product: str
    split: str
    expires: date

    @property
    def payload(self) -> str:
        """The code for eyes: the donation's sequence, a space, the product's sequence."""
        first = f"{self.country}{self.establishment}{self.donation}"
        return f"{first} {self.system}{self.product}{self.split}{self.expires:%Y%m%d}"


def parse_european(text: str) -> SingleEuropeanCode:
    """The code with or without the space between its two sequences. Raises ``Refused``."""
    bare = text.replace(" ", "")
    piece = Piece(bare, WHAT).exactly(40)
    written = piece.take(32, 40, DIGITS)
    try:
        expires = date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        raise refused("day", what=WHAT, found=written, position=33) from None
    return SingleEuropeanCode(
        country=piece.take(0, 2, CAPITALS),
        establishment=piece.take(2, 8, CAPITALS_AND_DIGITS),
        donation=piece.take(8, 21, CAPITALS_AND_DIGITS),
        system=piece.take(21, 22, SYSTEMS),
        product=piece.take(22, 29, CAPITALS_AND_DIGITS),
        split=piece.take(29, 32, DIGITS),
        expires=expires,
    )
