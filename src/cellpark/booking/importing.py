"""Reading a table of bookings."""

import csv
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from cellpark.booking.calendar import Span, instant
from cellpark.booking.terms import Terms
from cellpark.kernel.problem import Problem, Refused

HEAD: Final = ("resource", "start", "end", "purpose", "company")
BYTES_MAX: Final = 512 * 1024
LINES_MAX: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line as it was written; times without an offset are those of the clock at the resource."""

    number: int
    code: str
    start: str
    end: str
    purpose: str
    company: UUID | None
    problems: tuple[Problem, ...] = ()

    def span(self, terms: Terms) -> Span:
        """The instants that are meant. Raises ``Refused(booking.import.time)``."""
        return _read(self.start, terms, "start"), _read(self.end, terms, "end")


def read_lines(content: bytes) -> list[Line]:
    """The lines of a CSV file (UTF-8, comma or semicolon) with the head ``resource,start,end,purpose,company``.

    Purpose and company may be absent. Raises ``Refused``: ``booking.import.size``, ``.text``, ``.head``, ``.empty``.
    """
    if len(content) > BYTES_MAX:
        raise Refused(Problem("booking.import.size", {"most": BYTES_MAX // 1024}, field="file"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(Problem("booking.import.text", field="file")) from None
    if "\x00" in text:
        raise Refused(Problem("booking.import.text", field="file"))
    first = text.split("\n", 1)[0]
    try:
        table = list(csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","))
    except csv.Error:
        raise Refused(Problem("booking.import.text", field="file")) from None
    head = [each.strip().lower() for each in table[0]] if table else []
    if len(set(head)) != len(head) or not set(HEAD[:3]) <= set(head) <= set(HEAD):
        raise Refused(Problem("booking.import.head", {"head": ",".join(HEAD)}, field="file"))
    rows = [(n, row) for n, row in enumerate(table[1:], start=2) if any(each.strip() for each in row)]
    if not 0 < len(rows) <= LINES_MAX:
        raise Refused(Problem("booking.import.lines", {"most": LINES_MAX}, field="file"))
    return [_line(number, head, row) for number, row in rows]


def _line(number: int, head: list[str], row: list[str]) -> Line:
    said = {**dict.fromkeys(HEAD, ""), **{name: each.strip() for name, each in zip(head, row, strict=False)}}
    problems: list[Problem] = []
    if len(row) != len(head):
        problems.append(Problem("booking.import.cells", {"count": len(head)}))
    company = None
    if said["company"]:
        try:
            company = UUID(said["company"])
        except ValueError:
            problems.append(Problem("booking.import.company", {"text": said["company"][:40]}, field="company"))
    return Line(
        number=number,
        code=said["resource"].upper()[:80],
        start=said["start"][:40],
        end=said["end"][:40],
        purpose=said["purpose"],
        company=company,
        problems=tuple(problems),
    )


def _read(text: str, terms: Terms, field: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if at.tzinfo is not None else instant(at, terms.tz)
    except (ValueError, OverflowError):
        raise Refused(Problem("booking.import.time", {"text": text}, field=field)) from None
