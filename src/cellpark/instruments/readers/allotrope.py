"""Allotropy's answer as a flat list of values, and its refusals as problems."""

import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from math import copysign, isfinite
from typing import Any
from zoneinfo import ZoneInfo

from cellpark.instruments.readers.formats import Format
from cellpark.kernel.problem import Problem, Refused

LIBRARY = "allotropy"
UNPACKED_BYTES_MAX = 100_000_000
_MISSING = (
    re.compile(r"Expected non-null value for (.+?)\.?$"),
    re.compile(r"Value for (.+?) was expected"),
    re.compile(r"Missing '(.+?)' column"),
    re.compile(r"Unable to find key '(.+?)' in dataframe headers"),
)
_FIELDS = re.compile(r"Expected (\d+) fields in line (\d+), saw (\d+)")
_SETTINGS = ("data processing document", "device control aggregate document")
# what the maker's layout has no standard place for, and batch records ask for
_CUSTOM = ("aggregate rate",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One value as allotropy gives it: the number is the shortest decimal of its binary fraction."""

    sample: str
    label: str
    code: str
    number: Decimal
    unit: str
    flag: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Measurements:
    """A whole file: its device and its values in the order of the file."""

    device: str
    values: tuple[Measured, ...]


def measurements(content: bytes, *, wanted: Format, file_name: str, zone: str) -> Measurements:
    """Read ``content``; raises ``Refused`` (``instruments.file.missing``, ``instruments.file.unreadable``)."""
    model = _model(content, wanted, file_name, zone)
    document = next(value for key, value in model.items() if key.endswith("aggregate document"))
    device = document.get("device system document", {})
    serial = device.get("equipment serial number") or device.get("device identifier") or ""
    values = tuple(value for each in _found(document, "measurement document") for value in _values(each))
    return Measurements("" if serial == "N/A" else _text(serial).removeprefix("s/n "), values)


def _model(content: bytes, wanted: Format, file_name: str, zone: str) -> dict[str, Any]:
    # half a second and eighty megabytes that a process which reads no file does not pay for
    from allotropy.exceptions import AllotropeConversionError
    from allotropy.to_allotrope import allotrope_from_io

    _refuse_bombs(content)
    try:
        return allotrope_from_io(BytesIO(content), file_name, wanted.vendor, default_timezone=ZoneInfo(zone))
    except Exception as error:  # whatever a foreign library raises over foreign bytes is a fault of the file
        said = isinstance(error, AllotropeConversionError)
        raise Refused(_problem(str(error), wanted, is_sentence=said)) from error


def _refuse_bombs(content: bytes) -> None:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_BYTES_MAX:
                raise Refused(Problem("instruments.file.too_large", {"limit": UNPACKED_BYTES_MAX}))


def _problem(message: str, wanted: Format, *, is_sentence: bool) -> Problem:
    first = _text(message.strip().split("\n", 1)[0])
    for pattern in _MISSING:
        if match := pattern.search(first):
            return Problem("instruments.file.missing", {"reader": wanted.title, "part": match[1][:80]})
    if match := _FIELDS.search(first):
        counts = {"expected": int(match[1]), "line": int(match[2]), "found": int(match[3])}
        return Problem("instruments.file.fields", {"reader": wanted.title, **counts})
    if is_sentence and "DataFrame" not in first:
        return Problem("instruments.file.unreadable", {"reader": wanted.title, "reason": first[:200]})
    return Problem("instruments.file.layout", {"reader": wanted.title})


def _found(node: object, name: str) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key == name:
                yield from value
            else:
                yield from _found(value, name)
    elif isinstance(node, list):
        for item in node:
            yield from _found(item, name)


def _values(measurement: Mapping[str, Any]) -> Iterator[Measured]:
    sample = _text(measurement.get("sample document", {}).get("sample identifier", ""))
    at = datetime.fromisoformat(measurement["measurement time"])
    for label, remarks, value in _numbers(measurement):
        yield Measured(
            sample=sample,
            label=label,
            code=_text(remarks.get("analyte code", "")),
            number=_shortest(value["value"]),
            unit=value["unit"],
            flag=_text(remarks.get("flag", "")),
            at=at,
        )


def _shortest(number: float) -> Decimal:
    # the shortest decimal that is read back as the same binary fraction; a whole number has no point
    return Decimal(int(number)) if number == int(number) else Decimal(repr(number))


def _numbers(node: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    for key, value in node.items():
        if key in _SETTINGS or not isinstance(value, Mapping):
            continue
        if _is_number(value):
            yield key, {}, value
        elif key == "analyte aggregate document":
            for analyte in value["analyte document"]:
                yield from _analyte(analyte)
        elif key == "processed data aggregate document":
            for document in value["processed data document"]:
                yield from _numbers(document)
        elif key == "custom information document":
            yield from ((name, {}, value[name]) for name in _CUSTOM if name in value)


def _analyte(analyte: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    remarks = analyte.get("custom information document", {})
    for value in analyte.values():
        if isinstance(value, Mapping) and _is_number(value):
            yield analyte["analyte name"], remarks, value


def _is_number(value: Mapping[str, Any]) -> bool:
    if not set(value) >= {"value", "unit"} or type(value["value"]) not in (int, float):
        return False
    # where the instrument gave no number (ERROR, < 20.00) allotropy writes none, or a zero below zero
    number = value["value"]
    return isfinite(number) and not (number == 0 and copysign(1, number) < 0)


def _text(value: object) -> str:
    text = unicodedata.normalize("NFC", str(value))
    return "".join(character for character in text if character.isprintable()).strip()
