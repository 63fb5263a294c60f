"""The plain form for any logger: a head line ``time,temperature``, then one reading a line."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import NoReturn
from zoneinfo import ZoneInfo

from cellpark.assays.loggers.lines import LINES_MAX
from cellpark.assays.loggers.model import LoggerFile, Sample
from cellpark.kernel.problem import Problem, Refused

HEAD = ("time", "temperature")
_ABSOLUTE_ZERO = Decimal("-273.15")
_HOTTEST = Decimal(200)
_HEAD_MAX = 1_000


def read_csv(content: bytes, *, zone: str = "UTC") -> LoggerFile:
    """Times in ISO 8601, with their offset or of ``zone``; temperatures in degC; comma, semicolon or tabulator.

    A third column ``serial`` names the device. Raises ``Refused`` with the line at fault.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(Problem("assays.logger.text", {"position": error.start})) from error
    first = text.split("\n", 1)[0]
    delimiter = next((each for each in (";", "\t") if each in first), ",")
    if len(first) > _HEAD_MAX:
        raise Refused(Problem("assays.logger.unknown"))
    rows = _rows(text, delimiter)
    head = tuple(each.strip().lower() for each in next(rows, []))
    if head[:2] != HEAD or head[2:] not in ((), ("serial",)):
        raise Refused(Problem("assays.logger.unknown"))
    readings: list[Sample] = []
    serials: set[str] = set()
    for number, row in enumerate(rows, 2):
        if not any(each.strip() for each in row):
            continue
        if len(row) != len(head) or number > LINES_MAX:
            _refuse("line", number, delimiter.join(row))
        readings.append(Sample(_moment(row[0], number, zone), _celsius(row[1], number)))
        serials.update(each.strip() for each in row[2:])
        if len(readings) > 1 and readings[-1].at <= readings[-2].at:
            _refuse("order", number, row[0])
    if not readings:
        raise Refused(Problem("assays.logger.empty"))
    if len(serials) > 1:
        raise Refused(Problem("assays.logger.several", {"count": len(serials)}))
    between = [after.at - before.at for before, after in pairwise(readings)]
    return LoggerFile(
        device="CSV",
        serial=next(iter(serials), "")[:60],
        started_at=readings[0].at,
        ended_at=readings[-1].at,
        interval=sorted(between)[len(between) // 2] if between else None,
        readings=tuple(readings),
    )


def _moment(text: str, line: int, zone: str) -> datetime:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        _refuse("time", line, text)
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))


def _celsius(text: str, line: int) -> Decimal:
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        _refuse("number", line, text)
    if not (found.is_finite() and _ABSOLUTE_ZERO <= found <= _HOTTEST):
        _refuse("number", line, text)
    return found


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The lines of the table; a cell without an end is the fault of its line."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error:
        _refuse("line", reader.line_num + 1, "")


def _refuse(what: str, line: int, text: str) -> NoReturn:
    raise Refused(Problem(f"assays.logger.{what}", {"line": line, "text": text.strip()[:60]}))
