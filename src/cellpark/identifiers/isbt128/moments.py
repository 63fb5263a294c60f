"""Days and times of expiry, collection and production: data structures 004 to 009 and 026 (ST-001, section 2.4)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from cellpark.identifiers.piece import DIGITS, Piece, refused


class MomentKind(StrEnum):
    """What happens at the moment; the value is the second character of the data identifier."""

    EXPIRY = ">"
    COLLECTION = "*"
    PRODUCTION = "}"


NUMBERS: Final = {
    "=>": "DS004",
    "&>": "DS005",
    "=*": "DS006",
    "&*": "DS007",
    "=}": "DS008",
    "&}": "DS009",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a day and a local time to the minute; the structure says nothing of the time zone."""

    kind: MomentKind
    day: date
    at: time | None = None

    @property
    def payload(self) -> str:
        """The text that a symbol carries."""
        day = f"{self.day.year % 1000 // 100}{self.day:%y%j}"
        return f"={self.kind}{day}" if self.at is None else f"&{self.kind}{day}{self.at:%H%M}"

    @property
    def local(self) -> datetime:
        """The moment without a zone; a day of expiry lasts until its last minute."""
        end = time(23, 59) if self.kind is MomentKind.EXPIRY else time()
        return datetime.combine(self.day, end if self.at is None else self.at)


@dataclass(frozen=True, slots=True)
class ExpiryMonth:
    """The month at whose end a supply expires (data structure 026); never used for cells."""

    year: int
    month: int

    @property
    def payload(self) -> str:
        """The text that a symbol carries."""
        return f"=]{self.year:04d}{self.month:02d}"


def read_moment(piece: Piece) -> Moment:
    """A symbol's content ``=>cyyjjj`` or ``&>cyyjjjhhmm``, or that of collection or production. Raises ``Refused``."""
    timed = piece.text.startswith("&")
    piece.exactly(12 if timed else 8)
    written = piece.take(2, len(piece.text), DIGITS)
    # the century's digit: 0 stands for 20.., 9 for 19..
    year = (1000 if written[0] == "9" else 2000) + int(written[:3])
    day = _ordinal(piece, year, int(written[3:6]))
    kind = MomentKind(piece.text[1])
    if not timed:
        return Moment(kind, day)
    hour, minute = int(written[6:8]), int(written[8:10])
    if hour > 23 or minute > 59:
        raise refused("time", what=piece.what, found=written[6:10], position=piece.at + 9)
    return Moment(kind, day, time(hour, minute))


def read_expiry_month(piece: Piece) -> ExpiryMonth:
    """A symbol's content ``=]yyyymm``. Raises ``Refused``."""
    piece.exactly(8)
    year, month = int(piece.take(2, 6, DIGITS)), int(piece.take(6, 8, DIGITS))
    if not 1 <= month <= 12 or year == 0:
        raise refused("day", what=piece.what, found=piece.text[2:], position=piece.at + 3)
    return ExpiryMonth(year, month)


def expiry(moment: datetime) -> Moment:
    """When a product expires, to the minute, in the local time of ``moment`` (data structure 005)."""
    return Moment(MomentKind.EXPIRY, moment.date(), time(moment.hour, moment.minute))


def _ordinal(piece: Piece, year: int, ordinal: int) -> date:
    day = date(year, 1, 1) + timedelta(days=ordinal - 1)
    if ordinal == 0 or day.year != year:
        raise refused("day", what=piece.what, found=piece.text[2:8], position=piece.at + 6)
    return day
