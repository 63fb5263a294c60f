"""Lists of rooms as CSV and XLSX: cells in, cells out. Pure but for the libraries that read them."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from cellpark.kernel.problem import Problem, Refused

ROWS_MAX = 50_000
BYTES_MAX = 20_000_000
UNPACKED_MAX = 400_000_000
CELL_MAX = 4_000
COLUMNS_MAX = 200
FORMULA_STARTS = ("=", "@", "\t", "\r")
OPERATOR = re.compile(r"[+-](?![0-9]+(\.[0-9]+)?$)")
"""A sign that no number follows; a floor below ground is no formula."""
ENCODINGS = ("utf-8-sig", "gb18030")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as text: the head, and rows with the number that a spreadsheet shows beside them."""

    head: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def read_sheet(content: bytes, *, columns: Sequence[str], required: Sequence[str]) -> Sheet:
    """Read CSV (UTF-8 or GB 18030; comma, semicolon or tab) or the first sheet of XLSX.

    Raises ``Refused``: ``premises.file.empty``, ``.large``, ``.unreadable``, ``.rows`` or ``.columns``.
    """
    if not content.strip():
        raise Refused(Problem("premises.file.empty", field="file"))
    if len(content) > BYTES_MAX:
        raise Refused(Problem("premises.file.large", {"limit": BYTES_MAX // 1_000_000}, field="file"))
    lines = _xlsx(content) if content[:2] == b"PK" else _csv(content)
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if any(line))
    first = next(numbered, None)
    if first is None:
        raise Refused(Problem("premises.file.empty", field="file"))
    head = tuple(cell.strip().lower() for cell in first[1])
    while head and not head[-1]:
        head = head[:-1]
    _check_head(head, columns, required)
    rows: list[tuple[int, Mapping[str, str]]] = []
    for number, line in numbered:
        if len(rows) >= ROWS_MAX:
            raise Refused(Problem("premises.file.rows", {"limit": ROWS_MAX}, field="file"))
        rows.append((number, dict(zip(head, [*line, *[""] * len(head)], strict=False))))
    return Sheet(head, tuple(rows))


def _check_head(head: Sequence[str], columns: Sequence[str], required: Sequence[str]) -> None:
    missing = [each for each in required if each not in head]
    strange = [each for each in head if each not in columns]
    twice = [each for each in dict.fromkeys(head) if head.count(each) > 1]
    problems = [
        Problem(f"premises.file.{code}", {"columns": ", ".join(each or "-" for each in found)[:200]}, field="file")
        for code, found in (("missing", missing), ("strange", strange), ("twice", twice))
        if found
    ]
    if problems:
        raise Refused(*problems)


def _csv(content: bytes) -> Iterator[list[str]]:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Refused(Problem("premises.file.unreadable", field="file"))
    if "\0" in text:
        raise Refused(Problem("premises.file.unreadable", field="file"))
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for line in reader:
            yield [cell.strip() for cell in line]
    except csv.Error:
        raise Refused(Problem("premises.file.unreadable", field="file")) from None


def _xlsx(content: bytes) -> Iterator[list[str]]:
    # an archive says before it is unpacked how large it will be, and the library unpacks what it says
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
    except zipfile.BadZipFile:
        raise Refused(Problem("premises.file.unreadable", field="file")) from None
    if unpacked > UNPACKED_MAX:
        raise Refused(Problem("premises.file.large", {"limit": UNPACKED_MAX // 1_000_000}, field="file"))
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        # a cell far out would make every row as wide as the sheet may be, and every row above it a row
        for line in book.worksheets[0].iter_rows(max_col=COLUMNS_MAX, values_only=True):
            yield [] if line.count(None) == len(line) else [_text(cell) for cell in line]
    except Exception:  # noqa: BLE001 -- the library raises whatever a broken file makes it raise
        raise Refused(Problem("premises.file.unreadable", field="file")) from None


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        # a spreadsheet keeps 17 digits and shows 15; what was typed is what it shows
        return format(Decimal(format(cell, ".15g")).normalize(), "f")
    return str(cell).strip()


def write_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a byte order mark, which Excel needs, and CRLF (RFC 4180)."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula is quoted with a blank, which reading takes away again."""
    return f" {cell}" if cell[:1] in FORMULA_STARTS or OPERATOR.match(cell) else cell


def write_xlsx(head: Sequence[str], rows: Iterable[Sequence[str]], *, title: str) -> bytes:
    """One sheet of text cells: nothing is rounded, nothing is taken for a formula."""
    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "constant_memory": False, "strings_to_formulas": False})
    sheet = book.add_worksheet(title[:31])
    bold = book.add_format({"bold": True})
    for column, name in enumerate(head):
        sheet.write_string(0, column, name, bold)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()
