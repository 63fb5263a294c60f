"""Reading what a bank exports: a table as text with a heading, in UTF-8, UTF-16 or GB 18030. Pure."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cellpark.base.text import text_problems
from cellpark.kernel.decimals import BadNumber
from cellpark.kernel.problem import Problem, Refused
from cellpark.receivables.bank_cells import amount_of, cell_text, day_of, folded, goes_out, is_total
from cellpark.receivables.receiving import Received
from cellpark.receivables.rules import PAYER_MAX, REFERENCE_MAX, TEXT_MAX, amount_problems
from cellpark.receivables.texts import texts

SIZE_MAX = 5_000_000
ROWS_MAX = 20_000
HEADING_WITHIN = 30
"""So many rows may stand above the heading: whose account it is, from when until when."""
SEPARATORS = (",", "\t", ";")
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
    filled = _filled(_decoded(content))
    heading, columns = _columns(filled)
    return [
        _row(number, {name: _cell(row, at) for name, at in columns.items()})
        for number, row in filled[heading + 1 :]
        if not is_total(_cell(row, 0))
    ]


def _filled(text: str) -> list[tuple[int, list[str]]]:
    """The rows that say something, with their numbers, by the separator that makes most columns of them."""
    found: list[tuple[int, list[str]]] = []
    for separator in SEPARATORS:
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        except csv.Error:
            continue
        filled = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
        if sum(map(len, (row for _number, row in filled))) > sum(map(len, (row for _number, row in found))):
            found = filled
    if not found or len(found) > ROWS_MAX:
        raise Refused(Problem("receivables.import.unreadable", field="file"))
    return found


def _decoded(content: bytes) -> str:
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refused(Problem("receivables.import.unreadable", field="file"))


def _columns(filled: Sequence[tuple[int, list[str]]]) -> tuple[int, Mapping[str, int]]:
    """Where the heading stands, below what a bank says of the account, and which column is which."""
    known = {folded(alias): name for name, aliases in texts().bank_columns.items() for alias in aliases}
    best: tuple[int, dict[str, int]] = (0, {})
    for place, (_number, row) in enumerate(filled[:HEADING_WITHIN]):
        found: dict[str, int] = {}
        for at, cell in enumerate(row):
            name = known.get(folded(cell_text(cell)))
            if name is not None:
                found.setdefault(name, at)
        if {"day", "amount"} <= set(found):
            return place, found
        best = max(best, (place, found), key=lambda each: len(each[1]))
    missing = [name for name in ("day", "amount") if name not in best[1]]
    raise Refused(Problem("receivables.import.columns", {"missing": ", ".join(missing)}, field="file"))


def _cell(row: list[str], at: int) -> str:
    return cell_text(row[at]) if at < len(row) else ""


def _row(line: int, said: Mapping[str, str]) -> BankRow:
    try:
        amount = amount_of(said["amount"])
    except BadNumber:
        return BankRow(line, None, Problem("receivables.import.amount", {"text": said["amount"][:40]}))
    direction = said.get("direction", "")
    outgoing = goes_out(direction)
    if amount <= 0 or outgoing:
        return BankRow(line, None)
    if outgoing is None:
        return BankRow(line, None, Problem("receivables.import.direction", {"text": direction[:40]}))
    day = day_of(said["day"])
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
