"""A table taken home: CSV for programs, XLSX for people. What the filter shows, to a limit that is said."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.http import FileResponse
from django.utils.text import slugify

from cellpark.web.pages.tables.cells import Kind
from cellpark.web.pages.tables.column import Column

ROWS_MAX = 100_000
MEMORY_MAX_BYTES = 4 * 1024 * 1024
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
Line = Sequence[Any]


def harmless(text: object) -> object:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises for CSV."""
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA_STARTS) else text


def lines(columns: Sequence[Column[Any]], rows: Iterable[Any]) -> Iterator[Line]:
    """The head line, then one line a row."""
    yield [str(column.label) for column in columns]
    for row in rows:
        yield [column.cell(row).plain for column in columns]


def write_csv(to: IO[bytes], found: Iterable[Line]) -> None:
    """UTF-8 with a byte order mark, without which spreadsheets misread Chinese."""
    text = io.TextIOWrapper(to, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    for line in found:
        writer.writerow(["" if value is None else harmless(value) for value in line])
    text.detach()


def write_xlsx(to: IO[bytes], columns: Sequence[Column[Any]], found: Iterable[Line]) -> None:
    """One sheet with a bold, frozen head; text is written as text, so nothing runs as a formula."""
    import xlsxwriter  # type: ignore[import-untyped]  # ten megabytes that a site without downloads does not take

    with xlsxwriter.Workbook(to, {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for position, column in enumerate(columns):
            sheet.set_column(position, position, 14 if column.kind is Kind.NUMBER else 26)
        for number, line in enumerate(found):
            for position, value in enumerate(line):
                if value is None:
                    continue
                if isinstance(value, str):
                    sheet.write_string(number, position, value, bold if number == 0 else None)
                else:
                    sheet.write_number(number, position, value)


def export_response(name: str, form: str, columns: Sequence[Column[Any]], rows: Iterable[Any]) -> FileResponse:
    """The file, written to the end inside the view: the tenant scope is still open there, later it is not."""
    file = SpooledTemporaryFile(max_size=MEMORY_MAX_BYTES)  # noqa: SIM115 -- the response closes it
    if form == "csv":
        write_csv(file, lines(columns, rows))
    else:
        write_xlsx(file, columns, lines(columns, rows))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{slugify(name)}.{form}", content_type=TYPES[form])


TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
