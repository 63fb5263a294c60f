"""Reading what a bank exports: a CSV with a heading, in UTF-8 or GB 18030. Pure."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from cellpark.base.text import text_problems
from cellpark.kernel.problem import Problem, Refused
from cellpark.receivables.receiving import Received
from cellpark.receivables.rules import PAYER_MAX, REFERENCE_MAX, TEXT_MAX, amount_problems
from cellpark.receivables.texts import texts

SIZE_MAX = 5_000_000
ROWS_MAX = 20_000
_DAY = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d")
BILL_NUMBER = re.compile(r"B-\d{4}-\d{6}")


@dataclass(frozen=True, slots=True)
class BankRow:
    """One line of the file: what came in, or why it cannot be read; neither where money went out."""

    line: int
    received: Received | None
    problem: Problem | None = None

    @property
    def bill_number(self) -> str:
        """The bill that the payer names, if any."""
        found = None if self.received is None else BILL_NUMBER.search(f"{self.received.text} {self.received.reference}")
        return found.group() if found else ""


def read_bank_file(content: bytes) -> list[BankRow]:
    """The rows of a file. Raises ``Refused``: ``receivables.import.unreadable``, ``receivables.import.columns``."""
    if len(content) > SIZE_MAX:
        raise Refused(Problem("receivables.import.unreadable", field="file"))
    rows = list(csv.reader(io.StringIO(_decoded(content), newline="")))
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if not filled or len(filled) > ROWS_MAX:
        raise Refused(Problem("receivables.import.unreadable", field="file"))
    columns = _columns(filled[0][1])
    return [_row(number, {name: _cell(row, at) for name, at in columns.items()}) for number, row in filled[1:]]


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refused(Problem("receivables.import.unreadable", field="file"))


def _columns(heading: list[str]) -> Mapping[str, int]:
    known = {alias.casefold(): name for name, aliases in texts().bank_columns.items() for alias in aliases}
    found: dict[str, int] = {}
    for at, cell in enumerate(heading):
        name = known.get(cell.strip().casefold())
        if name is not None:
            found.setdefault(name, at)
    missing = [name for name in ("day", "amount") if name not in found]
    if missing:
        raise Refused(Problem("receivables.import.columns", {"missing": ", ".join(missing)}, field="file"))
    return found


def _cell(row: list[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _row(line: int, said: Mapping[str, str]) -> BankRow:
    amount_text = said["amount"].replace(",", "").replace("\uffe5", "").replace("\u00a5", "")
    try:
        amount = Decimal(amount_text or "0")
    except InvalidOperation:
        return BankRow(line, None, Problem("receivables.import.amount", {"text": said["amount"][:40]}))
    if amount.is_finite() and amount <= 0:
        return BankRow(line, None)
    day = _day(said["day"])
    if day is None:
        return BankRow(line, None, Problem("receivables.import.day", {"text": said["day"][:40]}))
    found = list(_faults(amount, said))
    if found:
        return BankRow(line, None, found[0])
    reference, payer, text = (said.get(name, "") for name in ("reference", "payer", "text"))
    return BankRow(line, Received(received_on=day, amount=amount, reference=reference, payer=payer, text=text))


def _faults(amount: Decimal, said: Mapping[str, str]) -> Iterator[Problem]:
    if amount_problems(amount):
        yield Problem("receivables.import.amount", {"text": said["amount"][:40]})
    for name, most in (("reference", REFERENCE_MAX), ("payer", PAYER_MAX), ("text", TEXT_MAX)):
        if len(said.get(name, "")) > most:
            yield Problem("base.too_long", {"limit": most})
        yield from text_problems(**{name: said.get(name, "")})


def _day(text: str) -> date | None:
    for form in _DAY:
        try:
            return datetime.strptime(text[:10], form).date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            continue
    return None
