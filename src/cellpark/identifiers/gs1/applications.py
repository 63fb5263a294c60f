"""The application identifiers this house reads and writes (GS1 General Specifications, section 3).

Each part of a value is digits or text, of a fixed or a longest length; ``check`` marks a key whose last digit is a
check digit, ``date`` six digits that are a day.
"""

from dataclasses import dataclass
from string import ascii_letters, ascii_uppercase, digits
from typing import Final

from cellpark.identifiers.piece import DIGITS, Alphabet, alphabet

GROUP_SEPARATOR: Final = "\x1d"
"""How FNC1 inside a symbol reaches a reader: ASCII 29."""
SET_82: Final = alphabet("!\"%&'()*+,-./_:;<=>?" + digits + ascii_letters, "GS1 set 82")
SET_39: Final = alphabet("#-/" + digits + ascii_uppercase, "GS1 set 39")
# the first two digits of identifiers whose values have a length fixed for ever, so that no FNC1 need follow
# (section 7.8.5, figure 7.8.5-2)
PREDEFINED: Final = frozenset(
    {"00", "01", "02", "03", "04", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20"}
    | {"31", "32", "33", "34", "35", "36", "41"}
)


@dataclass(frozen=True, slots=True)
class Part:
    """A run of characters in a value: from ``least`` to ``most`` of ``allowed``."""

    allowed: Alphabet
    least: int
    most: int
    check: bool = False
    date: bool = False
    clock: bool = False


@dataclass(frozen=True, slots=True)
class Application:
    """One application identifier: its digits, its data title, how its value is made."""

    identifier: str
    title: str
    parts: tuple[Part, ...]

    @property
    def what(self) -> str:
        """How a refusal names it: ``GS1 (01) GTIN``."""
        return f"GS1 ({self.identifier}) {self.title}"

    @property
    def predefined(self) -> bool:
        """Whether the value's length is known without a separator."""
        return self.identifier[:2] in PREDEFINED

    @property
    def most(self) -> int:
        """The longest value."""
        return sum(part.most for part in self.parts)

    @property
    def least(self) -> int:
        """The shortest value."""
        return sum(part.least for part in self.parts)


def key(length: int) -> Part:
    """Digits, the last of which is a check digit."""
    return Part(DIGITS, length, length, check=True)


def number(least: int, most: int | None = None) -> Part:
    """Digits."""
    return Part(DIGITS, least, most or least)


def text(most: int, least: int = 1) -> Part:
    """Characters of set 82."""
    return Part(SET_82, least, most)


DAY: Final = Part(DIGITS, 6, 6, date=True)
CLOCK: Final = Part(DIGITS, 4, 4, clock=True)

_TABLE: Final = (
    Application("00", "SSCC", (key(18),)),
    Application("01", "GTIN", (key(14),)),
    Application("02", "CONTENT", (key(14),)),
    Application("10", "BATCH/LOT", (text(20),)),
    Application("11", "PROD DATE", (DAY,)),
    Application("13", "PACK DATE", (DAY,)),
    Application("15", "BEST BEFORE", (DAY,)),
    Application("17", "USE BY", (DAY,)),
    Application("16", "SELL BY", (DAY,)),
    Application("20", "VARIANT", (number(2),)),
    Application("21", "SERIAL", (text(20),)),
    Application("22", "CPV", (text(20),)),
    Application("30", "VAR. COUNT", (number(1, 8),)),
    Application("37", "COUNT", (number(1, 8),)),
    Application("240", "ADDITIONAL ID", (text(30),)),
    Application("241", "CUST. PART NO.", (text(30),)),
    Application("250", "SECONDARY SERIAL", (text(30),)),
    Application("251", "REF. TO SOURCE", (text(30),)),
    Application("253", "GDTI", (key(13), text(17, 0))),
    Application("254", "GLN EXTENSION COMPONENT", (text(20),)),
    Application("400", "ORDER NUMBER", (text(30),)),
    Application("401", "GINC", (text(30),)),
    Application("402", "GSIN", (key(17),)),
    Application("410", "SHIP TO LOC", (key(13),)),
    Application("411", "BILL TO", (key(13),)),
    Application("412", "PURCHASE FROM", (key(13),)),
    Application("413", "SHIP FOR LOC", (key(13),)),
    Application("414", "LOC No.", (key(13),)),
    Application("415", "PAY TO", (key(13),)),
    Application("416", "PROD/SERV LOC", (key(13),)),
    Application("417", "PARTY", (key(13),)),
    Application("7003", "EXPIRY TIME", (DAY, CLOCK)),
    Application("8003", "GRAI", (Part(alphabet("0", "0"), 1, 1), key(13), text(16, 0))),
    Application("8004", "GIAI", (text(30),)),
    Application("8008", "PROD TIME", (DAY, number(2, 6))),
    Application("8010", "CPID", (Part(SET_39, 1, 30),)),
    Application("8017", "GSRN - PROVIDER", (key(18),)),
    Application("8018", "GSRN - RECIPIENT", (key(18),)),
    Application("8019", "SRIN", (number(1, 10),)),
)
# weights and measures (31n0 to 36n5), country codes of medicines, and identifiers for use inside a company
_MORE: Final = (
    *(Application(f"310{point}", "NET WEIGHT (kg)", (number(6),)) for point in range(6)),
    *(Application(f"315{point}", "NET VOLUME (l)", (number(6),)) for point in range(6)),
    *(Application(f"71{each}", "NHRN", (text(20),)) for each in range(7)),
    Application("90", "INTERNAL", (text(30),)),
    *(Application(f"9{each}", "INTERNAL", (text(90),)) for each in range(1, 10)),
)
APPLICATIONS: Final = {each.identifier: each for each in (*_TABLE, *_MORE)}
