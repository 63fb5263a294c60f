"""Measurements out of makers' files through allotropy, as flat rows."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import Any

from cellpark.kernel.problem import Problem, Refused

UNPACKED_BYTES_MAX = 100_000_000
CELLS_MAX = 5_000_000
"""The reader lays out every cell up to the last one: one cell far off in a file of 5 kB would take gigabytes."""
_BOOK = "xl/workbook.xml"
_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,9})["']""")


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measurement document: its texts and its numbers by allotropy's own names, nearest level first."""

    texts: Mapping[str, str]
    numbers: Mapping[str, Decimal]


def measurements(content: bytes, vendor: str, file_name: str) -> list[Measurement]:
    """Every measurement in ``content``; raises ``Refused`` (``assays.maker.unreadable``, ``assays.maker.nothing``)."""
    # most processes read no file: they do not pay for pandas
    from allotropy.to_allotrope import allotrope_from_io

    if content.startswith(b"PK"):
        _refuse_bombs(content, file_name)
    try:
        model = allotrope_from_io(BytesIO(content), file_name, vendor)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # whatever a foreign library raises over foreign bytes, panics of Rust too
        first = "".join(each for each in str(error).strip().split("\n", 1)[0] if each.isprintable())
        raise Refused(Problem("assays.maker.unreadable", {"reader": vendor, "reason": first[:200]})) from error
    found = [_flat(each) for each in _documents(model)]
    if not found:
        raise Refused(Problem("assays.maker.nothing", {"reader": vendor}))
    return found


def _refuse_bombs(content: bytes, file_name: str) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            is_book, is_large = _BOOK in archive.namelist(), _is_large(archive)
    except Exception as error:  # each way of packing has faults of its own
        raise Refused(Problem("assays.maker.unreadable", {"reader": file_name, "reason": "ZIP"})) from error
    if is_large:
        raise Refused(Problem("assays.given.too_large", {"limit": UNPACKED_BYTES_MAX}))
    if not is_book:
        raise Refused(Problem("assays.maker.unreadable", {"reader": file_name, "reason": "XLSX"}))


def _is_large(archive: zipfile.ZipFile) -> bool:
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > UNPACKED_BYTES_MAX:
        return True
    return any(_cells(archive.read(entry)) > CELLS_MAX for entry in entries)


def _cells(sheet: bytes) -> int:
    """How many cells the rectangle from the first to the last one has."""
    columns = rows = 1
    for letters, digits in _CELL.findall(sheet):
        column = 0
        for letter in letters.upper():
            column = column * 26 + letter - 64
        columns, rows = max(columns, column), max(rows, int(digits))
    return columns * rows


def _documents(node: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key == "measurement document" and isinstance(value, list):
                yield from value
            else:
                yield from _documents(value)
    elif isinstance(node, list):
        for item in node:
            yield from _documents(item)


def _flat(document: Mapping[str, Any]) -> Measurement:
    texts: dict[str, str] = {}
    numbers: dict[str, Decimal] = {}
    level: list[Mapping[str, Any]] = [document]
    while level:
        deeper: list[Mapping[str, Any]] = []
        for each in level:
            for key, value in each.items():
                if isinstance(value, Mapping) and "value" in value:
                    _keep(numbers, key, value["value"])
                elif isinstance(value, Mapping):
                    deeper.append(value)
                elif isinstance(value, list):
                    deeper.extend(item for item in value if isinstance(item, Mapping))
                elif isinstance(value, str):
                    texts.setdefault(key, value)
                else:
                    _keep(numbers, key, value)
        level = deeper
    return Measurement(texts, numbers)


def _keep(numbers: dict[str, Decimal], key: str, value: object) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        # the shortest decimal that is read back as the same binary fraction
        numbers.setdefault(key, Decimal(repr(value)))
