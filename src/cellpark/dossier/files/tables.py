"""Tables as CSV (RFC 4180), UTF-8 with a byte order mark, without which spreadsheets misread Chinese."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_file(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One table. Text that a spreadsheet would run as a formula gets an apostrophe in front, as OWASP advises."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    match value:
        case bool():
            return "true" if value else "false"
        case None | int():
            return value
        case datetime() | date():
            return value.isoformat()
        case list() | dict() | tuple():
            return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
        case _:
            text = str(value)
            return f"'{text}" if text.startswith(FORMULA_STARTS) else text
