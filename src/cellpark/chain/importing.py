"""Facts of the market and purchases from a CSV file: every bad row is named with its reason, nothing half. Pure.

First line: the names of the columns, in any order. Facts: ``area, node, metric, value, unit, day, source``. Purchases:
``area, node, buyer, supplier, origin, amount, day, source``. Shares are 0 to 1, amounts CNY without tax, days ISO 8601.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from cellpark.base.text import text_problems
from cellpark.chain.areas import area_problems
from cellpark.chain.rules import NAME_MAX, SOURCE_MAX, UNIT_MAX, node_problems
from cellpark.chain.states import Metric, Origin
from cellpark.kernel.problem import Problem, Refused

ROWS_MAX, BYTES_MAX = 5_000, 2_000_000
SHARES = frozenset({Metric.TOP_SHARE, Metric.IMPORT_SHARE, Metric.INSIDE_SHARE})
VALUE_MAX = Decimal(10) ** 14


class FileKind(StrEnum):
    """What a file holds."""

    FACTS = "facts"
    PURCHASES = "purchases"


COLUMNS: Mapping[FileKind, tuple[str, ...]] = {
    FileKind.FACTS: ("area", "node", "metric", "value", "unit", "day", "source"),
    FileKind.PURCHASES: ("area", "node", "buyer", "supplier", "origin", "amount", "day", "source"),
}


@dataclass(frozen=True, slots=True)
class BadRow:
    """Why a row is not taken: its number in the file (the head is 1) and the reason."""

    row: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Read:
    """The rows of a file as values, and everything that is wrong with it."""

    kind: FileKind
    rows: tuple[Mapping[str, object], ...]
    bad: tuple[BadRow, ...]


def read_file(kind: FileKind, content: bytes, *, today: date) -> Read:
    """Read a file. Raises ``Refused``: ``chain.file.unreadable``, ``chain.file.large``, ``chain.file.columns``."""
    if len(content) > BYTES_MAX:
        raise Refused(Problem("chain.file.large", {"rows": ROWS_MAX}, field="file"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(Problem("chain.file.unreadable", field="file")) from None
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        missing = [each for each in COLUMNS[kind] if each not in (reader.fieldnames or ())]
    except csv.Error:
        raise Refused(Problem("chain.file.unreadable", field="file")) from None
    if missing:
        raise Refused(Problem("chain.file.columns", {"columns": ", ".join(missing)}, field="file"))
    rows, bad = [], []
    try:
        for number, line in enumerate(reader, start=2):
            if number > ROWS_MAX + 1:
                raise Refused(Problem("chain.file.large", {"rows": ROWS_MAX}, field="file"))
            values, problems = _row(kind, {name: (line[name] or "").strip() for name in COLUMNS[kind]}, today)
            bad += [BadRow(number, each) for each in problems]
            rows.append(values)
    except csv.Error:
        raise Refused(Problem("chain.file.unreadable", field="file")) from None
    if not rows:
        raise Refused(Problem("chain.file.empty", field="file"))
    return Read(kind, tuple(rows), tuple(bad))


def _row(kind: FileKind, said: Mapping[str, str], today: date) -> tuple[Mapping[str, object], list[Problem]]:
    problems = [*area_problems(said["area"]), *node_problems(said["node"]), *text_problems(**said)]
    values: dict[str, object] = dict(said)
    for name, most in (("source", SOURCE_MAX), ("unit", UNIT_MAX), ("buyer", NAME_MAX), ("supplier", NAME_MAX)):
        if len(said.get(name, "")) > most:
            problems.append(Problem("base.too_long", {"limit": most}, field=name))
        if name in said and name != "unit" and not said[name]:
            problems.append(Problem("base.required", field=name))
    values["day"] = _day(said["day"], today, problems)
    if kind is FileKind.FACTS:
        values["value"] = _number(said["value"], "value", problems, places=4)
        if said["metric"] not in set(Metric):
            problems.append(Problem("chain.metric.unknown", {"metric": said["metric"][:40]}, field="metric"))
        elif said["metric"] in SHARES and isinstance(values["value"], Decimal) and values["value"] > 1:
            problems.append(Problem("chain.share.range", {"value": said["value"][:20]}, field="value"))
    else:
        values["amount"] = _number(said["amount"], "amount", problems, places=2, positive=True)
        if said["origin"] not in set(Origin):
            problems.append(Problem("chain.origin.unknown", {"origin": said["origin"][:40]}, field="origin"))
    return values, problems


def _day(text: str, today: date, problems: list[Problem]) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        problems.append(Problem("chain.day.unreadable", {"day": text[:20]}, field="day"))
        return None
    if day > today:
        problems.append(Problem("chain.day.future", field="day"))
    return day


def _number(text: str, field: str, problems: list[Problem], *, places: int, positive: bool = False) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    least = Decimal(0)
    if not number.is_finite() or number < least or number > VALUE_MAX or (positive and number == 0):
        problems.append(Problem("chain.number.unreadable", {"number": text[:20]}, field=field))
        return None
    if number != round(number, places):
        problems.append(Problem("chain.number.places", {"places": places}, field=field))
    return number
